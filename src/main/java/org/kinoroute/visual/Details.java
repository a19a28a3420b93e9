package org.kinoroute.visual;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kinoroute.video.Problem;

/** What a script says of a visual, read with care: it was written by people, or by a model. */
final class Details {

    private final String what;
    private final Map<?, ?> given;

    /** @param what they are of, as people call it: {@code chart}, {@code chart's series 2} */
    Details(String what, Map<?, ?> given) {
        this.what = what;
        this.given = given;
    }

    Problem problem(String name, String wrong) {
        return new Problem("The " + what + "'s \"" + name + "\" " + wrong);
    }

    /** A text, or null where there is none. */
    String text(String name, int longest) {
        Object value = given.get(name);
        if (value == null) {
            return null;
        }
        String text = text(name, value, longest);
        return text.isBlank() ? null : text;
    }

    String needed(String name, int longest) {
        String text = text(name, longest);
        if (text == null) {
            throw problem(name, "is missing");
        }
        return text;
    }

    /** One of some names, or null where there is none. */
    String oneOf(String name, String... names) {
        String text = text(name, 100);
        if (text != null && !List.of(names).contains(text)) {
            throw problem(name, "is \"" + text + "\"; it may be " + String.join(", ", names));
        }
        return text;
    }

    List<String> texts(String name, int most, int longest) {
        return list(name, most).stream()
                .map(item -> text(name, item, longest))
                .filter(text -> !text.isBlank())
                .toList();
    }

    List<Double> numbers(String name, int most) {
        List<Double> numbers = new ArrayList<>();
        for (Object item : list(name, most)) {
            numbers.add(number(name, item));
        }
        return numbers;
    }

    /** Each of a list of things that have details of their own. */
    List<Details> each(String name, int most) {
        List<Details> each = new ArrayList<>();
        for (Object item : list(name, most)) {
            if (!(item instanceof Map<?, ?> map)) {
                throw problem(name, "is a list of names and values, such as {name: …, values: […]}");
            }
            each.add(new Details(what + "'s " + name + " " + (each.size() + 1), map));
        }
        return each;
    }

    List<?> list(String name, int most) {
        Object value = given.get(name);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            throw problem(name, "is a list");
        }
        if (list.size() > most) {
            throw problem(name, "has " + list.size() + " entries; up to " + most + " can be shown");
        }
        return list;
    }

    private String text(String name, Object value, int longest) {
        if (!(value instanceof String || value instanceof Number || value instanceof Boolean)) {
            throw problem(name, "is a text");
        }
        String text = Cleaner.clean(value.toString());
        if (text.length() > longest) {
            throw problem(name, "has " + text.length() + " characters; up to " + longest + " can be shown");
        }
        return text;
    }

    private double number(String name, Object value) {
        try {
            double number = value instanceof Number n ? n.doubleValue() : Double.parseDouble(String.valueOf(value));
            // Beyond this, a scale has no marks that can be told apart.
            if (Math.abs(number) <= 1e15) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw problem(
                name, "has \"" + Cleaner.clean(String.valueOf(value)) + "\" in it, which is no number to be drawn");
    }
}
