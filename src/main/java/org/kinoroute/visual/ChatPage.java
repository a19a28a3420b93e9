package org.kinoroute.visual;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** All that goes into a chat's pictures, and nothing else; the page gets it as JSON, and its hash is the key. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ChatPage(
        String language,
        String look,
        String theme,
        boolean group,
        Panel panel,
        Header header,
        ChatWords words,
        List<Person> people,
        List<Row> rows) {

    /**
     * @param width of the panel, pixels of the picture
     * @param height of the wallpaper, pixels of the picture
     * @param cssWidth of the panel
     * @param sheetHeight pixels of the picture
     */
    record Panel(int width, int height, int cssWidth, int sheetHeight, int radius) {}

    /** @param presence line below the name, or null */
    record Header(String name, String presence, Avatar avatar, String clock, int battery) {}

    /** @param picture path of the page, or null: initials on the colour; no initials: a silhouette */
    record Avatar(String picture, String initials, int colour, boolean group) {}

    /** @param typing what the header says while this person types; null: never types (that is "me") */
    record Person(String name, int colour, Avatar avatar, String typing) {}

    /**
     * @param person index into {@code people}; -1 for a notice
     * @param first of a run of one person's messages
     * @param last of such a run
     * @param waveform heights of a voice note's bars, 0 to 100
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Row(
            int scene,
            int page,
            String kind,
            int person,
            boolean mine,
            boolean first,
            boolean last,
            String text,
            String language,
            String time,
            String status,
            Quote quote,
            List<Reaction> reactions,
            String picture,
            int seconds,
            List<Integer> waveform,
            boolean forwarded,
            boolean edited) {}

    /** A message within its answer. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Quote(int person, boolean mine, String kind, String text, String picture, int seconds) {}

    record Reaction(String emoji, int count) {}
}
