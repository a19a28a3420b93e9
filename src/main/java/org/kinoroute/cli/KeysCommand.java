package org.kinoroute.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.kinoroute.api.access.AccessProperties;
import org.kinoroute.api.access.ApiKeys;
import org.kinoroute.api.events.WebhookProperties;
import org.kinoroute.api.events.WebhookSecret;
import org.kinoroute.embedded.DataFolder;
import org.kinoroute.embedded.EmbeddedDatabase;
import org.kinoroute.video.MigrationTurn;
import org.kinoroute.video.Problem;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** The keys of the service, straight from its database, whether the service runs or not. */
@Command(
        name = "keys",
        description = "Makes, lists and revokes the keys of the API and the dashboard.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "add | list | revoke | webhook-secret")
final class KeysCommand implements Runnable {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Data folder; default: KINOROUTE_DATA, else data/.")
    private Path data;

    @Override
    public void run() {
        throw new Problem("keys: say what: `keys add NAME`, `keys list` or `keys revoke NAME`");
    }

    @Command(name = "add", description = "Makes a key, and shows it: this once.", mixinStandardHelpOptions = true)
    int add(
            @Parameters(paramLabel = "NAME", description = "Whose it is, or what it is for.") String name,
            @Option(names = "--admin", description = "It sees all videos, and may do all.") boolean admin,
            @Option(
                            names = "--owner",
                            paramLabel = "OWNER",
                            description =
                                    "Whose videos it sees; default: NAME. A key that takes another's place has its owner.")
                    String owner) {
        ApiKeys.NewKey key = with(keys -> keys.create(name, owner, admin, null));
        System.out.println(key.secret());
        System.err.println("kinoroute: this is the key of " + key.name() + (admin ? ", an admin" : "")
                + "; keep it, it is not shown again");
        return 0;
    }

    @Command(
            name = "list",
            description = "Lists the keys; what they are is not known.",
            mixinStandardHelpOptions = true)
    int list() {
        List<ApiKeys.Key> all = with(ApiKeys::list);
        System.out.printf(Locale.ROOT, "%-24s %-24s %-6s %-20s %s%n", "Name", "Owner", "Admin", "Last used", "State");
        for (ApiKeys.Key key : all) {
            System.out.printf(
                    Locale.ROOT,
                    "%-24s %-24s %-6s %-20s %s%n",
                    key.name(),
                    key.owner(),
                    key.admin() ? "yes" : "",
                    key.lastUsedAt() == null
                            ? "never"
                            : key.lastUsedAt().substring(0, 16).replace('T', ' '),
                    key.revokedAt() == null ? "good" : "revoked");
        }
        return 0;
    }

    @Command(name = "revoke", description = "Takes a key back, at once.", mixinStandardHelpOptions = true)
    int revoke(@Parameters(paramLabel = "NAME", description = "Of the key.") String name) {
        if (!with(keys -> keys.revoke(name))) {
            throw new Problem("keys revoke: there is no key \"" + name + "\"; `keys list` shows them");
        }
        System.out.println("Revoked " + name + ".");
        return 0;
    }

    @Command(
            name = "webhook-secret",
            description = "Shows the secret that signs webhooks, to those who are to check them.",
            mixinStandardHelpOptions = true)
    int webhookSecret() {
        System.out.println(with(WebhookSecret.class, WebhookSecret::ofTheHouse));
        return 0;
    }

    private <T> T with(Function<ApiKeys, T> work) {
        return with(ApiKeys.class, work);
    }

    private <B, T> T with(Class<B> bean, Function<B, T> work) {
        Map<String, Object> settings = new HashMap<>();
        if (data != null) {
            settings.put("kinoroute.data", data.toAbsolutePath().toString());
            DataFolder.check(data.toAbsolutePath());
        }
        Surroundings surroundings = new Surroundings(settings);
        boolean embedded = surroundings.environment().getProperty("kinoroute.embedded.postgres", Boolean.class, true);
        try (EmbeddedDatabase database = embedded
                ? EmbeddedDatabase.open(
                        surroundings.path("kinoroute.data"), surroundings.path("kinoroute.embedded.programs"))
                : null) {
            if (database != null) {
                settings.put("spring.datasource.url", database.jdbcUrl());
                settings.put("spring.datasource.username", database.username());
                settings.put("spring.datasource.password", database.password());
            }
            // The database alone: this is to be quick, and must not disturb a server at work.
            try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
                context.setEnvironment(new Surroundings(settings).environment());
                context.register(Keys.class);
                context.refresh();
                return work.apply(context.getBean(bean));
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class,
        FlywayAutoConfiguration.class
    })
    @EnableConfigurationProperties({AccessProperties.class, WebhookProperties.class})
    @Import({ApiKeys.class, WebhookSecret.class, MigrationTurn.class})
    static class Keys {}
}
