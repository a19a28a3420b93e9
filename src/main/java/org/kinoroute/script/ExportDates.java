package org.kinoroute.script;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Tells in which order an export writes day, month and year: only the whole file can. */
final class ExportDates {

    /** In the order in which they win where nothing tells them apart. */
    enum Order {
        DAY_FIRST(2, 1, 0, "day/month/year"),
        MONTH_FIRST(2, 0, 1, "month/day/year"),
        YEAR_FIRST(0, 1, 2, "year/month/day");

        private final int year;
        private final int month;
        private final int day;
        private final String words;

        Order(int year, int month, int day, String words) {
            this.year = year;
            this.month = month;
            this.day = day;
            this.words = words;
        }

        String words() {
            return words;
        }

        /** @return null where there is no such day */
        LocalDate date(int[] numbers) {
            int written = numbers[year];
            if (written > 99 && written < 1000) {
                return null;
            }
            try {
                return LocalDate.of(written < 100 ? 2000 + written : written, numbers[month], numbers[day]);
            } catch (DateTimeException e) {
                return null;
            }
        }
    }

    /** @param sure whether the dates themselves told */
    record Choice(Order order, boolean sure) {}

    private record Fit(Order order, long missing, long backwards, long span) {}

    private ExportDates() {}

    static boolean isDate(int[] numbers) {
        return Stream.of(Order.values()).anyMatch(o -> o.date(numbers) != null);
    }

    /** @param american the file writes its times as in the USA */
    static Choice order(List<int[]> dates, boolean american) {
        List<Fit> fits = Stream.of(Order.values())
                .map(o -> fit(o, dates))
                .sorted(Comparator.comparingLong(Fit::missing)
                        .thenComparingLong(Fit::backwards)
                        .thenComparingLong(Fit::span)
                        .thenComparingInt(f -> american && f.order() == Order.MONTH_FIRST ? 0 : 1)
                        .thenComparing(Fit::order))
                .toList();
        Fit best = fits.get(0);
        Fit second = fits.get(1);
        boolean same = dates.stream()
                .allMatch(d -> best.order().date(d) != null
                        && best.order().date(d).equals(second.order().date(d)));
        boolean tie = best.missing() == second.missing()
                && best.backwards() == second.backwards()
                && best.span() == second.span()
                && second.order() != Order.YEAR_FIRST;
        return new Choice(best.order(), !tie || same);
    }

    private static Fit fit(Order order, List<int[]> dates) {
        long missing = 0;
        long backwards = 0;
        LocalDate first = null;
        LocalDate last = null;
        for (int[] numbers : dates) {
            LocalDate date = order.date(numbers);
            if (date == null) {
                missing++;
                continue;
            }
            backwards += last != null && date.isBefore(last) ? 1 : 0;
            first = first == null || date.isBefore(first) ? date : first;
            last = date;
        }
        // Of two readings that both go forwards, the one in which the chat takes less time is the likelier.
        long span = first == null ? 0 : Math.abs(ChronoUnit.DAYS.between(first, last));
        return new Fit(order, missing, backwards, span);
    }

    /** A whole date: what it says stays true, unlike "today". */
    static String words(LocalDate date, String language) {
        return Text.clean(DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(Locale.forLanguageTag(language))
                .format(date));
    }
}
