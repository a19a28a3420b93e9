package org.kinoroute.visual;

import com.microsoft.playwright.impl.driver.Driver;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Playwright's driver from the folder that the build has unpacked, without the environment of this process: the keys of
 * providers, database and store are in it. Playwright itself makes it, by the name of its class.
 */
public final class PlaywrightDriver extends Driver {

    /** All that the driver and the browser are told of the environment. */
    private static final Set<String> TOLD = Set.of("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR");

    private static volatile Path folder;

    /** From now on Playwright finds its driver here. */
    static void use(Path driver) {
        folder = driver.toAbsolutePath();
        System.setProperty("playwright.driver.impl", PlaywrightDriver.class.getName());
        // Where it is set, Playwright takes its own driver, which hands all on.
        System.clearProperty("playwright.cli.dir");
    }

    /** The part of the environment that is no secret. What a browser that is killed leaves behind goes as all that does. */
    static Map<String, String> environment() {
        Map<String, String> told = new HashMap<>(System.getenv());
        told.keySet().retainAll(TOLD);
        told.put("TMPDIR", System.getProperty("java.io.tmpdir"));
        return told;
    }

    @Override
    public ProcessBuilder createProcessBuilder() {
        ProcessBuilder builder = super.createProcessBuilder();
        // What Playwright itself has added stays; the rest would be this process's.
        builder.environment().keySet().removeIf(name -> System.getenv().containsKey(name) && !TOLD.contains(name));
        builder.environment().putAll(environment());
        return builder;
    }

    @Override
    protected void initialize(Boolean installBrowsers) {
        // It was unpacked by the build, and the browser is the machine's.
    }

    @Override
    public Path driverDir() {
        return folder;
    }
}
