package org.kinoroute.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class SpokenTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "pt-br | vc tb vai? | você também vai?",
                "pt-br | VC VAI?? | você VAI?",
                "pt-br | pq vc n veio hj | porque você não veio hoje",
                "pt-br | blz, obg! msg recebida | beleza, obrigado! mensagem recebida",
                "pt-br | kkkkkkkk | ká ká ká",
                "pt-br | rsrsrs | risos",
                "pt-br | hahahahahahaha que isso | hahaha que isso",
                "pt-br | simmmmm | sim",
                "pt-br | *oi* _tudo_ ~bem~ ```aí``` | oi tudo bem aí",
                "pt-br | R$ 50 | 50 reais",
                "pt-br | custa R$1,99! | custa 1 real e 99 centavos!",
                "pt-br | R$ 1.250,00, ok | 1.250 reais, oquei",
                "pt-br | R$ 5 milhões! | 5 milhões de reais!",
                "pt-br | R$ 50 mil | 50 mil reais",
                "pt-br | R$ 0,05 | 5 centavos",
                "pt-br | às 15h | às 15 horas",
                "pt-br | 15h30. | 15 horas e 30.",
                "pt-br | 1h e 2h e 21h | uma hora e duas horas e vinte e uma horas",
                "pt-br | 10% de desconto | 10% de desconto",
                "pt-br | 5km a pé, 1kg | 5 quilômetros a pé, 1 quilo",
                "pt-br | a Sra. Ana p/ mim | a senhora Ana para mim",
                "pt-br | plano N | plano N",
                "pt-br | Eu... acho…!!! | Eu… acho!",
                "pt-br | oi !!! tudo | oi! tudo",
                "pt-br | olha https://exemplo.com.br/a?b=c isso | olha isso",
                "pt-br | (www.exemplo.com) fim | fim",
                "pt-br | #FelizAnoNovo2026 @maria_clara | Feliz Ano Novo 2026 maria clara",
                "pt-br | @5511999998888 oi | oi",
                "pt-br | 😀oi😂😂 tudo👨‍👩‍👧‍👦bem | oi tudobem",
                "pt-br | oi :) :-D <3 xD | oi",
                "pt-br | guarda-chuva d'água | guarda-chuva d'água",
                "en | u r gonna lol | you are gonna el oh el",
                "en | btw idk, omg!!! | by the way I don't know, oh my god!",
                "en | $50 and £1.99 | 50 dollars and 1 pound and 99 pence",
                "en | [the docs](https://x.y/z) **bold** snake_case | the docs bold snake case",
                "en | ## Title | Title",
                "en | - one > two | one two",
                "en | I don't see it, it's 14:02 | I don't see it, it's 14:02",
                "en | <b>hi</b> you | hi you",
                "en | press 1️⃣ 🇧🇷 | press 1",
                "en | sooooo good | so good",
                "en | chapter III | chapter III",
                "en | 1000000 people | 1000000 people",
                "en | e.g. this w/ that | for example this with that",
                "es | xq no vienes? tqm | porque no vienes? te quiero mucho",
                "es | q tal a las 15h | que tal a las 15 horas",
                "fr | slt, stp 15h30 | salut, s'il te plaît 15 heures 30",
                "fr | mdr bcp | mort de rire beaucoup",
                "de | z.B. vllt 3h usw. | zum Beispiel vielleicht 3 Stunden und so weiter",
                "it | xké nn vieni? | perché non vieni?",
                "ja | こんにちは😀 元気？ | こんにちは 元気？",
                "ar | مرحبا 😀 كيف؟؟؟ | مرحبا كيف؟",
                "hi | नमस्ते। आप | नमस्ते। आप",
                "xx | vc btw | vc btw"
            })
    void isCleanedForSpeech(String language, String shown, String spoken) {
        assertThat(SpokenText.of(shown, language).text()).isEqualTo(spoken);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "   ",
                "😂😂😂",
                "👨‍👩‍👧 ❤️ 🇧🇷",
                "https://exemplo.com",
                "!!! ...",
                ":)",
                "*_~",
                "\u0000\u0001",
                "\ud83d",
                "👍🏽"
            })
    void hasNothingToSay(String shown) {
        assertThat(SpokenText.of(shown, "pt-br").isEmpty()).isTrue();
        assertThat(SpokenText.of(shown, "pt-br").text()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.", "1,", "k", "ha", "#Aa1", "!", "[](", "a_", "R$1", "😀", "-", "<a", "www.", "a-b.", "*", "\"",
                "^_", "é\u0301", "ab"
            })
    void aLongWordOfAnyKindHoldsNothingUp(String piece) {
        String word = piece.repeat(8000 / piece.length());
        assertTimeout(java.time.Duration.ofSeconds(20), () -> {
            SpokenText.of(word, "pt-br");
            SpokenText.of(word + "x", "pt-br");
            SpokenText.of("R$ " + word + " " + word, "pt-br");
        });
    }

    @Test
    void eachSpokenWordKnowsTheWordThatIsShown() {
        SpokenText text = SpokenText.of("*vc* 😀 paga R$ 50, blz?", "pt-br");
        assertThat(text.words()).containsExactly("*vc*", "paga", "R$", "50,", "blz?");
        assertThat(text.parts())
                .extracting(part -> text.text().substring(part.from(), part.to()))
                .containsExactly("você", "paga", "50 reais,", "beleza?");
    }

    @Test
    void neverLosesDoublesOrReordersAWord() {
        Random random = new Random(42);
        for (int i = 0; i < 3000; i++) {
            String shown = Strings.random(random);
            List<String> tokens = Arrays.asList(shown.strip().split("[\\p{Z}\\s\\x1c-\\x1f\\x85]+"));
            SpokenText text = SpokenText.of(shown, random.nextBoolean() ? "pt-br" : "en");
            // The timed words are the shown ones, less those with nothing to say.
            int at = 0;
            for (String word : text.words()) {
                while (at < tokens.size() && !tokens.get(at).equals(word)) {
                    at++;
                }
                assertThat(at).as("%s in %s", word, shown).isLessThan(tokens.size());
                at++;
            }
            long sayable = tokens.stream()
                    .filter(token -> token.matches("[a-zà-ú]{4,}"))
                    .count();
            assertThat(text.words().stream()
                            .filter(word -> word.matches("[a-zà-ú]{4,}"))
                            .count())
                    .isEqualTo(sayable);
            int end = 0;
            for (SpokenText.Part part : text.parts()) {
                assertThat(part.from()).isGreaterThanOrEqualTo(end);
                assertThat(part.to())
                        .isGreaterThan(part.from())
                        .isLessThanOrEqualTo(text.text().length());
                end = part.to();
            }
        }
    }
}
