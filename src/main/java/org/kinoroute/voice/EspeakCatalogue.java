package org.kinoroute.voice;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The languages and variants that the installed espeak-ng can speak. */
final class EspeakCatalogue {

    /** Tags in common use that espeak-ng has under another one. */
    private static final Map<String, String> OTHER_NAMES = Map.ofEntries(
            Map.entry("zh", "cmn"),
            Map.entry("zh-cn", "cmn"),
            Map.entry("zh-hk", "yue"),
            Map.entry("iw", "he"),
            Map.entry("in", "id"),
            Map.entry("no", "nb"),
            Map.entry("nn", "nb"),
            Map.entry("jp", "ja"),
            Map.entry("es-mx", "es-419"),
            Map.entry("es-ar", "es-419"),
            Map.entry("es-co", "es-419"),
            Map.entry("es-cl", "es-419"),
            Map.entry("es-pe", "es-419"),
            Map.entry("es-us", "es-419"));

    private final String version;
    private final Map<String, String> identifiers;
    private final Map<String, String> names;
    private final Map<String, String> variants = new TreeMap<>();

    /**
     * @param identifiers by language tag: the voice file, e.g. {@code roa/pt-BR}
     * @param names by language tag, e.g. {@code Portuguese (Brazil)}
     */
    EspeakCatalogue(
            String version, Map<String, String> identifiers, Map<String, String> names, Set<String> variantFiles) {
        this.version = version;
        this.identifiers = Map.copyOf(identifiers);
        this.names = new TreeMap<>(names);
        // "Mr serious" cannot be named: a blank ends the name of a voice.
        variantFiles.stream()
                .filter(file -> file.indexOf(' ') < 0)
                .forEach(file -> variants.put(file.toLowerCase(Locale.ROOT), file));
    }

    String version() {
        return version;
    }

    Map<String, String> languages() {
        return names;
    }

    SortedSet<String> variants() {
        return new TreeSet<>(variants.keySet());
    }

    /** The tag under which a language is known, or that of the language that it is a kind of. */
    Optional<String> language(String tag) {
        if (tag == null) {
            return Optional.empty();
        }
        String rest = tag.strip().toLowerCase(Locale.ROOT).replace('_', '-');
        while (!rest.isEmpty()) {
            if (identifiers.containsKey(rest)) {
                return Optional.of(rest);
            }
            String other = OTHER_NAMES.get(rest);
            if (other != null && identifiers.containsKey(other)) {
                return Optional.of(other);
            }
            rest = rest.substring(0, Math.max(0, rest.lastIndexOf('-')));
        }
        return Optional.empty();
    }

    /** The variant's file, in whatever case it was written. */
    Optional<String> variant(String name) {
        return Optional.ofNullable(name).map(written -> variants.get(written.toLowerCase(Locale.ROOT)));
    }

    String identifier(String language) {
        return identifiers.get(language);
    }

    /** All languages whose tags begin alike, for a suggestion. */
    List<String> tags() {
        return List.copyOf(names.keySet());
    }
}
