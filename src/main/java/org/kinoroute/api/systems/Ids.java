package org.kinoroute.api.systems;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids as they come in addresses, which may be anything. */
final class Ids {

    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private Ids() {}

    static Optional<UUID> id(String text) {
        return text != null && ID.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }
}
