package org.kinoroute.api;

/** What tests ask for: small chats, quickly made. */
final class Asked {

    private static final String SMALL =
            "\"format\":\"chat\",\"language\":\"en\",\"size\":\"270x480\",\"fps\":10,\"start_buffer\":0.2,"
                    + "\"end_buffer\":0.3,\"pause\":0.1,\"silence\":0.3,\"background\":\"none\",\"seed\":7";

    private Asked() {}

    static String chat(String title, String... lines) {
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < lines.length; i++) {
            script.append(i == 0 ? "" : ",")
                    .append("{\"from\":\"")
                    .append(i % 2 == 0 ? "Ana" : "Bruno")
                    .append("\",\"to\":\"")
                    .append(i % 2 == 0 ? "Bruno" : "Ana")
                    .append("\",\"text\":\"")
                    .append(lines[i])
                    .append("\"}");
        }
        return "{" + SMALL + ",\"title\":\"" + title + "\",\"script\":[" + script + "]}";
    }
}
