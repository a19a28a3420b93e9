package org.kinoroute.compose;

import org.kinoroute.video.Sprite;

/**
 * All that the chat's picture depends on: equal states are equal pictures.
 *
 * @param first row of the page
 * @param end row after the last one that is simply there
 * @param window height of the window onto the list
 * @param offset from the window's top to the list's
 * @param alpha of the page's rows, 0 to 255
 * @param entrance rows that are coming in, or null
 * @param typing the typing indicator, or null
 * @param header what stands at the panel's top
 */
record ChatState(
        int first, int end, int window, int offset, int alpha, Entrance entrance, Typing typing, Sprite header) {

    /**
     * Rows from the state's {@code end} on that come in.
     *
     * @param end row after the last one
     * @param message the row that pops in; the others fade in
     * @param scale of the message, thousandths
     * @param alpha of the message, 0 to 255
     * @param noticeAlpha of the others, 0 to 255
     */
    record Entrance(int end, int message, int scale, int alpha, int noticeAlpha) {}

    /** The typing indicator at its place in the list. */
    record Typing(Sprite sprite, int y, int alpha) {}
}
