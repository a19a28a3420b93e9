package org.kinoroute.script;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The beginning of a message in an exported chat.
 *
 * @param date its three numbers, in the file's order
 * @param time in 24 hours, {@code 21:41}
 * @param american written as in the USA: {@code 9:41 PM}, no leading zeros
 * @param rest of the line: name and text, or a system line
 */
record ExportLine(int[] date, String time, boolean american, String rest) {

    private static final String MARKS = "[\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\uFEFF]*+";
    private static final String SPACE = "[ \\u00a0\\u2009\\u202f]";
    private static final String DATE = "(\\d{4}|\\d{1,2})" + MARKS + "([./-])" + SPACE + "?" + MARKS + "(\\d{1,2})"
            + MARKS + "\\2" + SPACE + "?" + MARKS + "(\\d{4}|\\d{1,2})\\.?" + MARKS;
    private static final String HALF = "(a\\.?" + SPACE + "?m\\.?|p\\.?" + SPACE + "?m\\.?|ص|م|午前|午後|上午|下午|오전|오후)";
    private static final String TIME = "(?:(?:a las|às|at|um|à|alle|klo|kl\\.?) )?(?:" + HALF + SPACE
            + "?)?(\\d{1,2})[:.](\\d{2})(?:[:.]\\d{2})?(?:" + SPACE + "?" + HALF + ")?" + MARKS;
    private static final String MOMENT = DATE + "[,،]?" + SPACE + "{1,2}" + MARKS + TIME;
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;
    private static final Pattern ANDROID =
            Pattern.compile("^" + MARKS + MOMENT + SPACE + "?[-–]" + SPACE + "(.*)$", FLAGS);
    private static final Pattern IOS = Pattern.compile("^" + MARKS + "\\[" + MOMENT + "\\]" + SPACE + "?(.*)$", FLAGS);
    private static final Pattern AMERICAN = Pattern.compile("^" + MARKS + "\\[?[1-9]\\d?/[1-9]\\d?/\\d\\d,.*");

    static Optional<ExportLine> parse(String line) {
        Matcher matcher = ANDROID.matcher(line);
        if (!matcher.matches()) {
            matcher = IOS.matcher(line);
            if (!matcher.matches()) {
                return Optional.empty();
            }
        }
        int[] date = {number(matcher.group(1)), number(matcher.group(3)), number(matcher.group(4))};
        String half = matcher.group(5) == null ? matcher.group(8) : matcher.group(5);
        int hour = hour(number(matcher.group(6)), half);
        int minute = number(matcher.group(7));
        if (hour > 23 || minute > 59 || !ExportDates.isDate(date)) {
            return Optional.empty();
        }
        boolean american =
                half != null && half.matches("[AP]M") && AMERICAN.matcher(line).matches();
        return Optional.of(new ExportLine(
                date, String.format(Locale.ROOT, "%02d:%02d", hour, minute), american, matcher.group(9)));
    }

    /** Arabic digits are digits too. */
    private static int number(String digits) {
        return Integer.parseInt(digits);
    }

    private static int hour(int hour, String half) {
        if (half == null) {
            return hour;
        }
        boolean afternoon = half.matches("(?i)p.*|م|午後|下午|오후");
        return hour > 12 ? hour : hour % 12 + (afternoon ? 12 : 0);
    }
}
