package org.kinoroute.compose;

import java.util.ArrayList;
import java.util.List;
import org.kinoroute.video.ChatLayout;
import org.kinoroute.video.Composition;
import org.kinoroute.video.Settings;
import org.kinoroute.video.Sprite;

/**
 * What the chat looks like at each frame: a function of the composition and the frame's number alone, so that any process
 * may draw any frame.
 *
 * <p>All that moves hangs on one number, where the list ends: from it follow the window's height and how far the list is
 * scrolled. It changes in {@linkplain Move moves}.
 */
final class ChatMotion {

    private static final double POP = 0.2;
    private static final double SCROLL = 0.3;
    private static final double FADE = 0.15;
    private static final double TYPING_FADE = 0.1;
    /** The typing indicator shows for this long at least, or not at all. */
    private static final double SHORTEST_TYPING = 0.12;

    private static final double LONGEST_TYPING = 1.5;
    private static final double FIRST_TYPING = 0.7;

    private final ChatLayout chat;
    private final PanelShape shape;
    private final int fps;
    private final boolean motion;
    private final List<Beat> beats;
    private final List<Move> moves = new ArrayList<>();

    ChatMotion(Composition composition, PanelShape shape) {
        Settings settings = composition.settings();
        this.chat = composition.chat();
        this.shape = shape;
        this.fps = settings.fps();
        this.motion = settings.motion();
        this.beats = Beat.of(composition);
        double bottom = 0;
        for (int i = 0; i < beats.size(); i++) {
            bottom = motion ? moveTo(i, bottom) : jumpTo(i);
        }
    }

    /** The chat's state at a frame. */
    ChatState at(long frame) {
        int index = beatAt(frame);
        if (index < 0) {
            int first = beats.isEmpty() ? 0 : beats.get(0).first();
            return state(first, first, 0, 255, null, null, chat.top());
        }
        Beat beat = beats.get(index);
        double bottom = bottomAt(frame);
        if (!motion || frame >= beat.start()) {
            return state(beat.pageFirst(), beat.end(), bottom, 255, null, null, chat.top());
        }
        Timing timing = timing(index);
        if (frame < timing.cleared && index > 0) {
            Beat before = beats.get(index - 1);
            int alpha = 255 - (int) (255 * (frame - beat.quiet() + 1) / (timing.cleared - beat.quiet() + 1));
            return state(before.pageFirst(), before.end(), bottom, alpha, null, null, chat.top());
        }
        if (frame < timing.typing) {
            return state(beat.pageFirst(), beat.first(), bottom, 255, null, null, chat.top());
        }
        if (frame < timing.pop) {
            ChatState.Typing typing = typing(beat, frame - timing.typing);
            Sprite header = chat.topTyping().getOrDefault(beat.character(), chat.top());
            return state(beat.pageFirst(), beat.first(), bottom, 255, null, typing, header);
        }
        double part = (frame - timing.pop + 1.0) / (beat.start() - timing.pop + 1.0);
        int scale = (int) Math.round(1000 * (0.8 + 0.2 * easeOut(part)));
        int alpha = (int) Math.round(255 * Math.min(1, 1.6 * part));
        ChatState.Entrance entrance =
                new ChatState.Entrance(beat.end(), beat.message(), scale, alpha, (int) Math.round(255 * part));
        return state(beat.pageFirst(), beat.first(), bottom, 255, entrance, null, chat.top());
    }

    private ChatState state(
            int first,
            int end,
            double bottom,
            int alpha,
            ChatState.Entrance entrance,
            ChatState.Typing typing,
            Sprite header) {
        int listBottom = (int) Math.round(bottom);
        int window = shape.window(chat.paddingTop() + chat.paddingBottom(), listBottom);
        int offset = Math.min(chat.paddingTop(), window - chat.paddingBottom() - listBottom);
        return new ChatState(first, end, window, offset, alpha, entrance, typing, header);
    }

    private ChatState.Typing typing(Beat beat, long frames) {
        List<Sprite> phases = chat.typing().get(beat.character());
        double cycles = frames / (fps * chat.typingCycle());
        Sprite sprite = phases.get((int) Math.floor(cycles * phases.size()) % phases.size());
        int alpha = (int) Math.min(255, Math.round(255 * (frames + 1) / (TYPING_FADE * fps + 1)));
        return new ChatState.Typing(sprite, chat.rows().get(beat.first()).y(), alpha);
    }

    /** The beat that is shown or coming in; -1 before the first. */
    private int beatAt(long frame) {
        int low = 0;
        int high = beats.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            Beat beat = beats.get(middle);
            if ((motion ? beat.quiet() : beat.start()) <= frame) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    private double bottomAt(long frame) {
        int low = 0;
        int high = moves.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (moves.get(middle).from <= frame) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? 0 : moves.get(low - 1).at(frame);
    }

    private double moveTo(int index, double bottom) {
        Beat beat = beats.get(index);
        Timing timing = timing(index);
        double at = bottom;
        if (timing.cleared > beat.quiet()) {
            // A fresh page starts in the window as it is, with nothing scrolled away.
            at = Math.min(at, shape.maxWindow() - chat.paddingTop() - chat.paddingBottom());
        } else if (index == 0 || beat.page() != beats.get(index - 1).page()) {
            at = 0;
        }
        long begin;
        if (timing.typing < timing.pop) {
            Sprite typing = chat.typing().get(beat.character()).get(0);
            double end = chat.rows().get(beat.first()).y() + typing.height();
            long until = Math.min(timing.pop, timing.typing + frames(POP));
            moves.add(new Move(timing.typing, until, at, end));
            at = end;
            begin = timing.pop;
        } else {
            begin = Math.max(timing.cleared, beat.start() - frames(SCROLL));
        }
        double end = listBottom(beat);
        double stop = end - beyond(beat);
        moves.add(new Move(begin, beat.start(), at, stop));
        if (stop < end) {
            long voice = beat.voiceEnd() - beat.start();
            moves.add(new Move(beat.start() + voice / 10, beat.voiceEnd() - voice / 20, stop, end));
        }
        return end;
    }

    private double jumpTo(int index) {
        Beat beat = beats.get(index);
        double end = listBottom(beat);
        double beyond = beyond(beat);
        // A message that is higher than the window turns over like pages, so that the picture stands still in between.
        int turns = (int) Math.ceil(beyond / (0.8 * room()));
        for (int i = 0; i <= turns; i++) {
            long frame = beat.start() + (beat.voiceEnd() - beat.start()) * i / (turns + 1);
            double at = turns == 0 ? end : end - beyond + beyond * i / turns;
            moves.add(new Move(frame, frame, at, at));
        }
        return end;
    }

    private double listBottom(Beat beat) {
        ChatLayout.Row last = chat.rows().get(beat.end() - 1);
        return last.y() + last.sprite().height();
    }

    /** How much of a beat's message does not fit into the highest window. */
    private double beyond(Beat beat) {
        return Math.max(0, listBottom(beat) - chat.rows().get(beat.message()).y() - room());
    }

    private int room() {
        return Math.max(1, shape.maxWindow() - chat.paddingTop() - chat.paddingBottom());
    }

    private long frames(double seconds) {
        return Math.round(seconds * fps);
    }

    private Timing timing(int index) {
        Beat beat = beats.get(index);
        long pop = beat.start() - Math.min(frames(POP), beat.start() - beat.quiet());
        long cleared = beat.quiet();
        if (index > 0 && beat.page() != beats.get(index - 1).page()) {
            cleared += Math.min(frames(FADE), (pop - beat.quiet()) / 2);
        }
        long typing = pop;
        if (!beat.mine()
                && !chat.typing().getOrDefault(beat.character(), List.of()).isEmpty()) {
            long longest = frames(index == 0 ? FIRST_TYPING : LONGEST_TYPING);
            long begin = Math.max(pop - longest, cleared + 1);
            if (pop - begin >= frames(SHORTEST_TYPING)) {
                typing = begin;
            }
        }
        return new Timing(cleared, typing, pop);
    }

    private static double easeOut(double part) {
        double rest = 1 - part;
        return 1 - rest * rest * rest;
    }

    /**
     * The frames at which the steps of a pause begin; it ends at the beat's start.
     *
     * @param cleared the former page is gone
     * @param typing the typing indicator comes; {@code pop} if it does not
     * @param pop the message pops in
     */
    private record Timing(long cleared, long typing, long pop) {}

    /** The end of the list goes from one place to another, between two frames. */
    private record Move(long from, long to, double start, double end) {

        double at(long frame) {
            if (frame >= to) {
                return end;
            }
            double part = (double) (frame - from) / (to - from);
            return start + (end - start) * part * part * (3 - 2 * part);
        }
    }
}
