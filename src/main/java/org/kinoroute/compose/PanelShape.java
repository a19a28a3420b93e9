package org.kinoroute.compose;

import org.kinoroute.video.ChatLayout;
import org.kinoroute.video.Settings;

/**
 * Where the chat's panel lies in the frame, in pixels; all even, so that chroma samples are never shared with what lies
 * around.
 *
 * @param x of the panel's left edge
 * @param y of the panel's upper edge
 * @param width of the panel
 * @param top height of the header
 * @param bottom height of the input bar
 * @param minWindow height of the window onto an empty list
 * @param maxWindow height that the window grows to; from there on the list scrolls
 * @param radius of the corners, 0 where the panel has no background around it
 */
record PanelShape(int x, int y, int width, int top, int bottom, int minWindow, int maxWindow, int radius) {

    static PanelShape of(Settings settings, ChatLayout chat) {
        int width = Math.min(chat.width(), settings.width()) & ~1;
        int x = (settings.width() - width) / 2 & ~1;
        int top = chat.top().height();
        int bottom = chat.bottom().height();
        if (settings.background() == null) {
            int window = Math.max(2, settings.height() - top - bottom);
            return new PanelShape(x, 0, width, top, bottom, window, window, 0);
        }
        int y = Math.round(40f * settings.height() / 1920) & ~1;
        double share = settings.width() > settings.height() ? 0.9 : 0.75;
        int highest = (int) (share * settings.height()) & ~1;
        int max = even(Math.max(2, highest - top - bottom), top + bottom);
        int min = even(chat.paddingTop() + chat.paddingBottom() + settings.height() / 12, top + bottom);
        return new PanelShape(x, y, width, top, bottom, Math.min(min, max), max, chat.radius());
    }

    /** A window's height at which the whole panel's is even. */
    private static int even(int window, int rest) {
        return window + (window + rest & 1);
    }

    /** The window's height for a list that ends at {@code bottom}. */
    int window(int paddings, int listBottom) {
        return Math.max(minWindow, Math.min(maxWindow, even(paddings + listBottom, top + bottom)));
    }

    int height(int window) {
        return top + window + bottom;
    }

    int highest() {
        return height(maxWindow);
    }
}
