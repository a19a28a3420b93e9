package org.kinoroute.voice;

import java.util.Random;

/** Random texts of the kind that people send, and of the kind that they do not. */
final class Strings {

    private static final String[] PIECES = {
        "oi",
        "você",
        "amanhã",
        "palavra",
        "casa",
        "vc",
        "tb",
        "kkkk",
        "R$",
        "R$ 50",
        "1.250,00",
        "15h30",
        "10%",
        "😀",
        "👨‍👩‍👧‍👦",
        "🇧🇷",
        "❤️",
        "👍🏽",
        "1️⃣",
        "مرحبا",
        "שלום",
        "नमस्ते",
        "こんにちは",
        "你好",
        "e\u0301\u0302",
        "*b*",
        "_i_",
        "https://a.com/x",
        "@ana",
        "#TagBoa",
        "!!!",
        "...",
        "?",
        ",",
        "-",
        "(",
        ")",
        "\"",
        "<b>",
        "\u200b",
        "\u202e",
        "\ud83d",
        "\u0000",
        "\uf000",
        "a",
        "I'm",
        "U.S.A.",
        "[x](y)",
        "\u0301",
        "ﷺ",
        "ß",
        "𝒳",
        "%",
        "&",
        "1",
        "2",
        "III"
    };
    private static final String[] SPACES = {" ", " ", " ", " ", "  ", "\n", "\t", "\u00a0", "\u3000", ""};

    private Strings() {}

    static String random(Random random) {
        StringBuilder text = new StringBuilder();
        int pieces = random.nextInt(14);
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
            text.append(SPACES[random.nextInt(SPACES.length)]);
        }
        return text.toString();
    }
}
