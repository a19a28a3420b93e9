package org.kinoroute.voice;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a language reads what is written short: {@code voice/pronunciation-<language>.properties}. Its keys are
 * abbreviations in lower case; {@code unit.km}, {@code money.R$}, {@code hour} and {@code hour.1} are for numbers.
 */
final class Pronunciation {

    private static final Map<String, Pronunciation> LOADED = new ConcurrentHashMap<>();
    private static final Pattern AMOUNT = Pattern.compile("(\\d+(?:[.,]\\d{3}){0,6})(?:[.,](\\d{2}))?(?!\\d|[.,]\\d)");
    private static final Pattern NUMBER_AND_UNIT =
            Pattern.compile("(\\d+(?:[.,]\\d+){0,6})(\\p{L}{1,4}|°[CF]?|º)(\\d{2})?");

    private final Properties entries;

    private Pronunciation(Properties entries) {
        this.entries = entries;
    }

    /** That of a tag's language; one without a file has no entries. */
    static Pronunciation of(String tag) {
        String language = tag == null ? "" : tag.toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
        return LOADED.computeIfAbsent(language.matches("[a-z]{2,3}") ? language : "none", Pronunciation::load);
    }

    private static Pronunciation load(String language) {
        Properties entries = new Properties();
        try (InputStream file =
                Pronunciation.class.getResourceAsStream("/voice/pronunciation-" + language + ".properties")) {
            if (file != null) {
                entries.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Pronunciation(entries);
    }

    /** What an abbreviation stands for. */
    Optional<String> expand(String word) {
        String lower = word.toLowerCase(Locale.ROOT).replace('’', '\'');
        // A single capital is a name, an option or an initial: "plano Q".
        if (lower.isEmpty() || word.length() == 1 && !word.equals(lower)) {
            return Optional.empty();
        }
        return Optional.ofNullable(entries.getProperty(lower));
    }

    /** A number with its unit or an hour, e.g. {@code 15h} or {@code 5km}. */
    Optional<String> measure(String word) {
        Matcher m = NUMBER_AND_UNIT.matcher(word);
        if (!m.matches()) {
            return Optional.empty();
        }
        String unit = m.group(2);
        if (unit.equalsIgnoreCase("h") && entries.containsKey("hour")) {
            String hours = entries.getProperty("hour." + m.group(1), m.group(1) + " " + entries.getProperty("hour"));
            boolean whole = m.group(3) == null || m.group(3).equals("00");
            return Optional.of(
                    whole ? hours : (hours + " " + entries.getProperty("hour.and", "")).strip() + " " + m.group(3));
        }
        if (m.group(3) != null) {
            return Optional.empty();
        }
        String one = m.group(1).equals("1") ? entries.getProperty("unit.one." + unit) : null;
        String name = one != null ? one : entries.getProperty("unit." + unit);
        return Optional.ofNullable(name).map(n -> m.group(1) + " " + n);
    }

    /** An amount of money whose sign stands before it, in one word or two. */
    Optional<String> money(String sign, String amount) {
        String names = entries.getProperty("money." + sign);
        Matcher m = AMOUNT.matcher(amount);
        if (names == null || !m.lookingAt()) {
            return Optional.empty();
        }
        String rest = amount.substring(m.end());
        if (rest.codePoints().anyMatch(Character::isLetterOrDigit)) {
            return Optional.empty();
        }
        String[] name = names.split("\\|"); // one, many, one hundredth, many hundredths
        String whole = m.group(1);
        String hundredths = m.group(2) == null ? "" : m.group(2).replaceFirst("^0", "");
        StringBuilder said = new StringBuilder();
        if (!whole.equals("0") || hundredths.isEmpty()) {
            said.append(whole).append(' ').append(name[whole.equals("1") ? 0 : 1]);
        }
        if (!hundredths.isEmpty() && !hundredths.equals("0")) {
            said.append(said.isEmpty() ? "" : " " + entries.getProperty("money.and", "") + " ")
                    .append(hundredths)
                    .append(' ')
                    .append(name[hundredths.equals("1") ? 2 : 3]);
        }
        return Optional.of(said.append(WordCleaner.punctuation(rest)).toString());
    }

    /** An amount of many: {@code R$ 5 milhões} is five millions of them. */
    Optional<String> money(String sign, String amount, String scale) {
        String names = entries.getProperty("money." + sign);
        String word = scale.replaceAll("\\P{L}+$", "");
        String said = entries.getProperty("scale." + word.toLowerCase(Locale.ROOT));
        if (names == null || said == null || !amount.matches("\\d+(?:[.,]\\d+){0,6}")) {
            return Optional.empty();
        }
        String rest = WordCleaner.punctuation(scale.substring(word.length()));
        return Optional.of(amount + " " + said + " " + names.split("\\|")[1] + rest);
    }

    /** The same where sign and amount are one word, e.g. {@code R$50}. */
    Optional<String> money(String word) {
        int digit = 0;
        while (digit < word.length() && !Character.isDigit(word.charAt(digit))) {
            digit++;
        }
        return digit == 0 || digit == word.length()
                ? Optional.empty()
                : money(word.substring(0, digit), word.substring(digit));
    }
}
