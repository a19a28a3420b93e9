package org.kinoroute.api.access;

import com.standardwebhooks.Webhook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.kinoroute.video.FieldProblem;
import org.kinoroute.video.Problem;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The keys of the service, in the table {@code api_keys} and, the first one, in the settings. */
@Component
public class ApiKeys {

    private static final int SHORTEST = 20;
    private static final String NAME = "[\\p{L}\\p{N}][\\p{L}\\p{N} ._@-]{0,99}";

    private static final long LATELY_NS = 1_000_000_000L;
    private static final long PATIENCE_MS = 1_000;

    private final JdbcClient jdbc;
    /** Hash of the key in the settings, or null. */
    private final byte[] configured;

    private final SimpleAsyncTaskExecutor looker = new SimpleAsyncTaskExecutor("kinoroute-keys-");
    private volatile CompletableFuture<Boolean> looking;
    /** Once there is one, for ever. */
    private volatile boolean any;

    private volatile long anyUntil = System.nanoTime();

    public ApiKeys(JdbcClient jdbc, AccessProperties properties) {
        this.jdbc = jdbc;
        this.configured = configured(properties);
        this.looker.setDaemon(true);
    }

    /**
     * A key, as it is shown; times as ISO 8601.
     *
     * @param owner whose the videos are that are asked for with it
     */
    public record Key(
            UUID id, String name, String owner, boolean admin, String createdAt, String lastUsedAt, String revokedAt) {}

    /** A new key, with its secret: this once. */
    public record NewKey(UUID id, String name, String owner, boolean admin, String secret, String createdAt) {}

    private static byte[] configured(AccessProperties properties) {
        String key = properties.adminKey();
        if (properties.adminKeyFile() != null && !properties.adminKeyFile().isBlank()) {
            try {
                key = Files.readString(Path.of(properties.adminKeyFile())).strip();
            } catch (IOException e) {
                throw new Problem(
                        "setting kinoroute.api.admin-key-file: " + properties.adminKeyFile() + " cannot be read", e);
            }
        }
        if (key == null || key.isBlank()) {
            return null;
        }
        if (key.strip().length() < SHORTEST) {
            throw new Problem("setting kinoroute.api.admin-key: a key of fewer than " + SHORTEST
                    + " characters can be guessed; take `openssl rand -hex 32`");
        }
        return Secrets.hash(key.strip());
    }

    /**
     * Whether there is, or was, any key; without one, nobody but this machine may ask. Revoked ones count: whoever takes
     * the last key back does not want the doors open.
     */
    public boolean any() {
        if (configured == null && !any) {
            any = jdbc.sql("select exists (select 1 from api_keys)")
                    .query(Boolean.class)
                    .single();
        }
        return configured != null || any;
    }

    /**
     * The same, for each request: a key that was added elsewhere counts from the next second on. While the database does
     * not answer, what was known holds, so that health and metrics are told all the same.
     */
    boolean anyLately() {
        if (configured != null || any) {
            return true;
        }
        long now = System.nanoTime();
        if (now - anyUntil >= 0) {
            anyUntil = now + LATELY_NS;
            if (looking == null || looking.isDone()) {
                looking = CompletableFuture.supplyAsync(this::any, looker);
            }
            looking.copy()
                    .completeOnTimeout(false, PATIENCE_MS, TimeUnit.MILLISECONDS)
                    .exceptionally(outage -> false)
                    .join();
        }
        return any;
    }

    private boolean isAnyGood() {
        return configured != null
                || jdbc.sql("select exists (select 1 from api_keys where revoked_at is null)")
                        .query(Boolean.class)
                        .single();
    }

    /** Who shows a key. */
    Optional<Visitor> visitor(byte[] hash) {
        if (configured != null && MessageDigest.isEqual(configured, hash)) {
            return Optional.of(new Visitor(new UUID(0, 0), "admin", "admin", true));
        }
        return jdbc.sql("select id, owner, name, admin, hash, last_used_at from api_keys"
                        + " where hash = :hash and revoked_at is null")
                .param("hash", hash)
                .query((row, n) -> {
                    if (!MessageDigest.isEqual(row.getBytes("hash"), hash)) {
                        return null;
                    }
                    UUID id = row.getObject("id", UUID.class);
                    var used = row.getTimestamp("last_used_at");
                    if (used == null || used.toInstant().isBefore(Instant.now().minusSeconds(60))) {
                        used(id);
                    }
                    return new Visitor(id, row.getString("owner"), row.getString("name"), row.getBoolean("admin"));
                })
                .optional();
    }

    /** To the minute: not each request shall write. */
    private void used(UUID id) {
        jdbc.sql("update api_keys set last_used_at = now() where id = :id")
                .param("id", id)
                .update();
    }

    /** Those of some keys that are still good. */
    public List<UUID> good(List<UUID> ids) {
        return jdbc.sql("select id from api_keys where id = any (cast(:ids as uuid[])) and revoked_at is null")
                .param("ids", ids.stream().map(UUID::toString).toArray(String[]::new))
                .query(UUID.class)
                .list();
    }

    public List<Key> list() {
        return jdbc.sql("select id, name, owner, admin, created_at, last_used_at, revoked_at from api_keys"
                        + " order by created_at, id")
                .query((row, n) -> new Key(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getString("owner"),
                        row.getBoolean("admin"),
                        iso(row.getTimestamp("created_at")),
                        iso(row.getTimestamp("last_used_at")),
                        iso(row.getTimestamp("revoked_at"))))
                .list();
    }

    private static String iso(Timestamp time) {
        return time == null ? null : time.toInstant().toString();
    }

    /**
     * Makes a key.
     *
     * @param owner whose the videos will be that are asked for with it; null: the name
     * @param webhookSecret that signs what is told of them, {@code whsec_…}; null: the house's
     */
    public NewKey create(String name, String owner, boolean admin, String webhookSecret) {
        if (name == null || !name.strip().matches(NAME) || name.strip().equals("null")) {
            throw new FieldProblem("name", "a key needs a name of at most 100 letters, digits, spaces and . _ @ -");
        }
        String whose = owner == null || owner.isBlank() ? name.strip() : owner.strip();
        if (!whose.matches(NAME) || whose.equals("null")) {
            throw new FieldProblem("owner", "an owner is at most 100 letters, digits, spaces and . _ @ -");
        }
        if (webhookSecret != null) {
            try {
                new Webhook(webhookSecret);
                if (!webhookSecret.matches("whsec_[A-Za-z0-9+/]{32,90}={0,2}")) {
                    throw new IllegalArgumentException("too short, or too long");
                }
            } catch (IllegalArgumentException e) {
                throw new FieldProblem("webhook_secret", "write it as whsec_ and 24 to 64 random bytes in base64", e);
            }
        }
        if (!admin && !isAnyGood()) {
            throw new FieldProblem(
                    "admin", "the first key must be an admin's: from then on nobody gets in without one");
        }
        String key = Secrets.random("kr_");
        try {
            UUID id = jdbc.sql("insert into api_keys (owner, name, hash, admin, webhook_secret)"
                            + " values (:owner, :name, :hash, :admin, :secret) returning id")
                    .param("owner", whose)
                    .param("name", name.strip())
                    .param("hash", Secrets.hash(key))
                    .param("admin", admin)
                    .param("secret", webhookSecret)
                    .query(UUID.class)
                    .single();
            any = true;
            return new NewKey(id, name.strip(), whose, admin, key, Instant.now().toString());
        } catch (DuplicateKeyException e) {
            throw new FieldProblem("name", "there is a key \"" + name.strip() + "\" already; revoke it first", e);
        }
    }

    /**
     * The key is good no more, nor are the sessions that began with it.
     *
     * @param name or id
     */
    public boolean revoke(String name) {
        return jdbc.sql("update api_keys set revoked_at = now()"
                                + " where (name = :name or cast(id as text) = :name) and revoked_at is null")
                        .param("name", name)
                        .update()
                > 0;
    }
}
