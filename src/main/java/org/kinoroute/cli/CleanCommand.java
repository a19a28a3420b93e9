package org.kinoroute.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.camel.ProducerTemplate;
import org.kinoroute.embedded.DataFolder;
import org.kinoroute.store.ObjectStore;
import org.kinoroute.store.StoredObject;
import org.kinoroute.video.Problem;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.unit.DataSize;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Removes what is not needed any more. */
@Command(
        name = "clean",
        sortOptions = false,
        description = "Removes finished videos and caches from the data folder, by the limits of the settings"
                + " kinoroute.housekeeping.* or those given here. Results that were written elsewhere stay.",
        mixinStandardHelpOptions = true)
final class CleanCommand implements Callable<Integer> {

    @ParentCommand
    private KinorouteCommand parent;

    @Option(names = "--older-than", paramLabel = "AGE", description = "Removes what is older, e.g. 7d or 12h.")
    private String age;

    @Option(names = "--larger-than", paramLabel = "SIZE", description = "Keeps so much of either, e.g. 2GB.")
    private String size;

    @Option(names = "--all", description = "Removes all finished videos and all caches.")
    private boolean all;

    @Option(names = "--data", paramLabel = "DIR", description = "Data folder; default: KINOROUTE_DATA, else data/.")
    private Path data;

    @Override
    public Integer call() {
        Map<String, Object> settings = new HashMap<>();
        if (age != null) {
            settings.put("kinoroute.housekeeping.video-age", duration());
            settings.put("kinoroute.housekeeping.cache-age", duration());
        }
        if (size != null) {
            settings.put("kinoroute.housekeeping.video-size", size());
            settings.put("kinoroute.housekeeping.cache-size", size());
        }
        // It removes, and takes up no work.
        settings.put("kinoroute.roles", "");
        Path folder = Surroundings.over(data).path("kinoroute.data");
        DataFolder.check(folder);
        settings.put("kinoroute.data", folder);
        Quiet.libraries(folder);
        String[] arguments = settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(parent.application())
                .web(WebApplicationType.NONE)
                .run(arguments)) {
            ObjectStore store = context.getBean(ObjectStore.class);
            long before = bytes(store);
            context.getBean(ProducerTemplate.class).requestBodyAndHeader("direct:housekeeping", "", "everything", all);
            long after = bytes(store);
            System.out.printf(Locale.ROOT, "Removed %.1f MB; %.1f MB are left.%n", (before - after) / 1e6, after / 1e6);
        }
        return 0;
    }

    private String duration() {
        try {
            // Without a unit it would be milliseconds, which nobody means.
            if (!age.matches("\\d+[a-z]+")) {
                throw new IllegalArgumentException(age);
            }
            return DurationStyle.detectAndParse(age).toString();
        } catch (IllegalArgumentException e) {
            throw new Problem("--older-than: \"" + age + "\" is no age; write it like 7d or 12h", e);
        }
    }

    private String size() {
        try {
            if (!size.matches("\\d+[A-Za-z]+")) {
                throw new IllegalArgumentException(size);
            }
            return DataSize.parse(size.toUpperCase(Locale.ROOT)).toString();
        } catch (IllegalArgumentException e) {
            throw new Problem("--larger-than: \"" + size + "\" is no size; write it like 500MB or 2GB", e);
        }
    }

    private static long bytes(ObjectStore store) {
        return store.list("").stream().mapToLong(StoredObject::size).sum();
    }
}
