package org.kinoroute.voice;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A voice that a character may be given: a variant of espeak in one of three registers.
 *
 * @param id readable, e.g. {@code f2-high}
 * @param variant of espeak
 * @param gender {@code male} or {@code female}
 * @param speed factor of the normal speed
 * @param pitch factor of the variant's own pitch
 */
public record Casting(String id, String variant, String gender, double speed, double pitch) {

    // Plain-sounding variants only: no whisper, croak, echo or robot, none of another synthesis (klatt).
    private static final List<String> FEMALE =
            List.of("f1", "f2", "f3", "f4", "f5", "Annie", "linda", "belinda", "aunty");
    private static final List<String> MALE = List.of("m1", "m2", "m3", "m4", "m6", "m7", "max", "robert", "Mike");

    /** All of them. */
    public static final List<Casting> ALL =
            Stream.concat(registers(FEMALE, "female"), registers(MALE, "male")).toList();

    /** One by its id, in any case. */
    public static Optional<Casting> byId(String id) {
        return ALL.stream().filter(cast -> cast.id.equalsIgnoreCase(id)).findFirst();
    }

    private static Stream<Casting> registers(List<String> variants, String gender) {
        return variants.stream().flatMap(variant -> {
            String id = variant.toLowerCase(Locale.ROOT);
            return Stream.of(
                    new Casting(id, variant, gender, 1, 1),
                    new Casting(id + "-high", variant, gender, 1.06, 1.14),
                    new Casting(id + "-low", variant, gender, 0.94, 0.87));
        });
    }
}
