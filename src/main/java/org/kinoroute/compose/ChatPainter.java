package org.kinoroute.compose;

import java.util.ArrayList;
import java.util.List;
import org.kinoroute.video.Box;
import org.kinoroute.video.ChatLayout;
import org.kinoroute.video.ChatLayout.Row;

/** Draws the chat's panel out of sprites; what has not changed since the last state is not drawn again. */
final class ChatPainter {

    private final ChatLayout chat;
    private final PanelShape shape;
    private final Sprites sprites;
    private final Canvas canvas;
    private final Picture wallpaper;
    private final Picture bottom;
    private ChatState drawn;

    ChatPainter(ChatLayout chat, PanelShape shape, Sprites sprites) {
        this.chat = chat;
        this.shape = shape;
        this.sprites = sprites;
        canvas = new Canvas(shape.width(), shape.highest());
        wallpaper = sprites.get(chat.wallpaper());
        bottom = sprites.get(chat.bottom());
    }

    /** The panel; its height is that of the state that was drawn last. */
    Canvas canvas() {
        return canvas;
    }

    /** Draws a state, and tells which parts of the panel are new. */
    List<Box> draw(ChatState state) {
        List<Box> dirty = dirty(state);
        for (Box box : dirty) {
            draw(state, box);
        }
        drawn = state;
        return dirty;
    }

    private List<Box> dirty(ChatState state) {
        List<Box> dirty = new ArrayList<>();
        if (drawn == null) {
            dirty.add(band(0, shape.height(state.window())));
            return dirty;
        }
        if (!drawn.header().equals(state.header())) {
            dirty.add(band(0, shape.top()));
        }
        int windowEnd = shape.top() + state.window();
        if (drawn.offset() != state.offset() || drawn.alpha() != state.alpha() || drawn.first() != state.first()) {
            int end = drawn.window() == state.window() ? windowEnd : shape.height(state.window());
            dirty.add(band(shape.top(), end));
            return dirty;
        }
        if (drawn.window() != state.window()) {
            int unchanged = shape.top() + Math.min(drawn.window(), state.window());
            // Where the rounded corners were, the frame holds pixels of the background.
            int begin = Math.max(shape.top(), Math.min(unchanged, unchanged + shape.bottom() - shape.radius() - 2));
            dirty.add(band(begin, shape.height(state.window())));
        }
        if (!same(drawn.typing(), state.typing())) {
            addTyping(dirty, drawn.typing(), windowEnd, state.offset());
            addTyping(dirty, state.typing(), windowEnd, state.offset());
        }
        if (drawn.end() != state.end() || !same(drawn.entrance(), state.entrance())) {
            int from = Math.min(drawn.end(), state.end());
            int to = Math.max(lastRow(drawn), lastRow(state));
            for (int i = from; i < to; i++) {
                Row row = chat.rows().get(i);
                addList(dirty, row.y(), row.y() + row.sprite().height(), windowEnd, state.offset());
            }
        }
        return dirty;
    }

    private void addTyping(List<Box> dirty, ChatState.Typing typing, int windowEnd, int offset) {
        if (typing != null) {
            addList(dirty, typing.y(), typing.y() + typing.sprite().height(), windowEnd, offset);
        }
    }

    private void addList(List<Box> dirty, int from, int to, int windowEnd, int offset) {
        int top = Math.max(shape.top(), shape.top() + offset + from);
        int end = Math.min(windowEnd, shape.top() + offset + to);
        if (top < end) {
            dirty.add(band(top, end));
        }
    }

    private Box band(int top, int end) {
        return new Box(0, top, shape.width(), end - top);
    }

    private static int lastRow(ChatState state) {
        return state.entrance() == null ? state.end() : state.entrance().end();
    }

    private static boolean same(Object one, Object other) {
        return java.util.Objects.equals(one, other);
    }

    private void draw(ChatState state, Box box) {
        int windowEnd = shape.top() + state.window();
        canvas.clip(box);
        canvas.copy(sprites.get(state.header()), 0, 0, shape.top());
        canvas.copy(bottom, 0, windowEnd, shape.height(state.window()));
        int top = Math.max(shape.top(), box.y());
        int end = Math.min(windowEnd, box.y() + box.height());
        if (top >= end) {
            return;
        }
        canvas.clip(band(top, end));
        canvas.copy(wallpaper, 0, shape.top(), windowEnd);
        int list = shape.top() + state.offset();
        for (int i = lastRow(state) - 1; i >= state.first(); i--) {
            Row row = chat.rows().get(i);
            if (list + row.y() + row.sprite().height() <= top) {
                break;
            }
            if (list + row.y() < end) {
                draw(state, i, row, list + row.y());
            }
        }
        if (state.typing() != null) {
            ChatState.Typing typing = state.typing();
            canvas.blend(sprites.get(typing.sprite()), 0, list + typing.y(), typing.alpha());
        }
    }

    private void draw(ChatState state, int index, Row row, int y) {
        Picture picture = sprites.get(row.sprite());
        if (index < state.end()) {
            canvas.blend(picture, 0, y, state.alpha());
        } else if (index == state.entrance().message()) {
            Box bubble = row.bubble();
            double pivotX = bubble.x() + (row.mine() ? bubble.width() : 0);
            double pivotY = y + bubble.y() + bubble.height();
            double scale = state.entrance().scale() / 1000.0;
            canvas.blendScaled(
                    picture, 0, y, scale, pivotX, pivotY, state.entrance().alpha());
        } else {
            canvas.blend(picture, 0, y, state.entrance().noticeAlpha());
        }
    }
}
