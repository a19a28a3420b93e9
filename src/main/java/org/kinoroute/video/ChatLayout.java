package org.kinoroute.video;

import java.util.List;
import java.util.Map;

/**
 * A whole chat, laid out once: where every row of the list lies, and where its picture lies in a sheet. All lengths are
 * pixels of the video, at which the sheets were taken too.
 *
 * <p>The panel, from top to bottom: {@code top} (phone status bar and header), the window onto the list, {@code bottom}
 * (input bar). The wallpaper stands still behind the list; rows are transparent around their bubbles.
 *
 * @param width of the panel and of every sprite but the wallpaper's, which may be as wide only
 * @param sheets PNGs with alpha
 * @param wallpaper opaque, as large as the highest window
 * @param top opaque
 * @param topTyping by character: {@code top} while that character types
 * @param bottom opaque
 * @param typing by character: the typing indicator as a row; the pictures of one cycle, in order
 * @param typingCycle seconds that one cycle lasts
 * @param radius of the panel's corners over a background
 * @param paddingTop between the window's top and the first row of a page
 * @param paddingBottom between the newest row and the window's bottom
 * @param rows in the order of the scenes
 */
public record ChatLayout(
        int width,
        List<Sheet> sheets,
        Sprite wallpaper,
        Sprite top,
        Map<String, Sprite> topTyping,
        Sprite bottom,
        Map<String, List<Sprite>> typing,
        double typingCycle,
        int radius,
        int paddingTop,
        int paddingBottom,
        List<Row> rows) {

    public ChatLayout {
        sheets = List.copyOf(sheets);
        topTyping = Map.copyOf(topTyping);
        typing = Map.copyOf(typing);
        rows = List.copyOf(rows);
    }

    /**
     * One row of the list: a message with all that hangs on it, or a notice.
     *
     * @param scene index of the scene
     * @param page 0 in {@code scroll}; the group in {@code groups}
     * @param y of the row's upper edge in its page's list; the first row lies at 0. Rows do not overlap; the gap above a
     *     row is part of its {@code y}
     * @param sprite the whole row, as wide as the panel
     * @param bubble of the message, within the row
     * @param mine whether it is on the right
     */
    public record Row(int scene, int page, int y, Sprite sprite, Box bubble, boolean mine) {}
}
