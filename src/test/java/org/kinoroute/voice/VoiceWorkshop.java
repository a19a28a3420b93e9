package org.kinoroute.voice;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.DefaultClassResolver;
import org.apache.camel.spi.ClassResolver;
import org.apache.camel.spi.PropertiesSource;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.kinoroute.compose.Sounds;
import org.kinoroute.openai.OpenAIComponent;
import org.kinoroute.store.FolderStore;
import org.kinoroute.video.JsonConfiguration;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.FileSystemUtils;

/** The routes of a voice engine with all that they call, and no more: no queue, no table, no store. */
final class VoiceWorkshop implements AutoCloseable {

    static final String VIDEO = "00000000-0000-0000-0000-000000000001";

    private final DefaultCamelContext camel = new DefaultCamelContext() {
        @Override
        protected ClassResolver createClassResolver() {
            return new KnownServices(this);
        }
    };

    private final EspeakEngine espeak;
    private final ExecutorService threads = new VoiceConfiguration().voiceThreads();
    private final Till till = new Till();
    private final Path store;

    /** What Camel looks for in all jars, it looks for once: a fifth of the time of a hundred workshops went there. */
    private static final class KnownServices extends DefaultClassResolver {

        private static final Map<String, Optional<byte[]>> KNOWN = new ConcurrentHashMap<>();

        KnownServices(CamelContext camel) {
            super(camel);
        }

        @Override
        public InputStream loadResourceAsStream(String uri) {
            return KNOWN.computeIfAbsent(uri, this::read)
                    .map(ByteArrayInputStream::new)
                    .orElse(null);
        }

        private Optional<byte[]> read(String uri) {
            try (InputStream in = super.loadResourceAsStream(uri)) {
                return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Writes down what would be paid; stands in for the ledger, which needs a database. */
    public static final class Till {

        final List<String> entries = new ArrayList<>();

        public synchronized void reserve(String video, int scene, String engine, String text) {
            entries.add("reserve " + scene + " " + engine + " " + text.length());
        }

        public synchronized void charge(String video, int scene, String engine, String text) {
            entries.add("charge " + scene + " " + engine + " " + text.length());
        }
    }

    /** What an engine's route has answered. */
    record Spoken(byte[] wav, List<WordEvent> words, List<String> warnings, Map<String, Object> headers) {

        Speech sound() {
            Speech sound = Wav.read(wav);
            return new Speech(sound.pcm(), sound.sampleRate(), words == null ? List.of() : words, null, List.of());
        }
    }

    VoiceWorkshop(String engine, Map<String, String> settings) {
        try {
            store = Files.createTempDirectory("voice-workshop");
            ObjectMapper json = new JsonConfiguration().objectMapper();
            StandardEnvironment environment = new StandardEnvironment();
            // Nothing of what is set on the machine that runs the tests.
            environment
                    .getPropertySources()
                    .forEach(source -> environment.getPropertySources().remove(source.getName()));
            environment.getPropertySources().addLast(new MapPropertySource("test", Map.copyOf(settings)));
            new YamlPropertySourceLoader()
                    .load("defaults", new ClassPathResource("application.yaml"))
                    .forEach(environment.getPropertySources()::addLast);
            VoiceProperties properties = Binder.get(environment).bindOrCreate("kinoroute.voice", VoiceProperties.class);
            espeak = new EspeakEngine(properties);
            VoiceCasting casting = new VoiceCasting(espeak);
            VoiceServices services = new VoiceServices(environment, properties);
            EnginePauses pauses = new EnginePauses(properties);
            // Nobody watches it, and it would cost more than all the rest.
            camel.disableJMX();
            camel.getRegistry().bind("espeak", new Espeak(espeak, casting));
            camel.getRegistry().bind("voiceServices", services);
            camel.getRegistry().bind("engineSlots", new EngineSlots(services));
            camel.getRegistry().bind("enginePauses", pauses);
            camel.getRegistry().bind("speechAnswers", new SpeechAnswers(services, pauses));
            camel.getRegistry().bind("speechRequests", new SpeechRequests(services, null));
            camel.getRegistry().bind("voiceCosts", till);
            camel.getRegistry().bind("voicePieces", new VoicePieces(new FolderStore(store), json));
            camel.getRegistry().bind("voiceThreads", threads);
            camel.getRegistry().bind("sounds", new Sounds());
            camel.getRegistry().bind("engineVoices", new EngineVoices(camel, services, casting));
            HttpComponent http = new HttpComponent();
            http.setAutomaticRetriesDisabled(true);
            camel.addComponent("http", http);
            camel.addComponent("openai", new OpenAIComponent());
            camel.getPropertiesComponent().addPropertiesSource(new PropertiesSource() {
                @Override
                public String getName() {
                    return "settings";
                }

                @Override
                public String getProperty(String name) {
                    return environment.getProperty(name);
                }
            });
            // The template first, as the engine's routes may need it.
            load("48-voice-service");
            load("4?-voice-" + engine);
            camel.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param pattern of the one file's name */
    private void load(String pattern) throws Exception {
        Resource[] files =
                new PathMatchingResourcePatternResolver().getResources("classpath:routes/" + pattern + ".camel.yaml");
        PluginHelper.getRoutesLoader(camel)
                .loadRoutes(
                        ResourceHelper.resolveMandatoryResource(camel, "classpath:routes/" + files[0].getFilename()));
    }

    <T> T bean(Class<T> type) {
        return camel.getRegistry().findSingleByType(type);
    }

    List<String> till() {
        return till.entries;
    }

    /** Has a text spoken as the worker does. */
    Spoken speak(String engine, String voice, String text, Map<String, Object> more) throws Exception {
        Exchange exchange = new DefaultExchange(camel);
        exchange.getMessage().setBody(text);
        exchange.getMessage().setHeader("video_id", VIDEO);
        exchange.getMessage().setHeader("scene", 2);
        exchange.getMessage().setHeader("language", "en");
        exchange.getMessage().setHeader("voice", voice);
        exchange.getMessage().setHeader("speed", 1.0);
        exchange.getMessage().setHeader("pitch", 1.0);
        more.forEach(exchange.getMessage()::setHeader);
        try (var template = camel.createProducerTemplate()) {
            Exchange answer = template.send("direct:voice-" + engine, exchange);
            if (answer.getException() != null) {
                throw answer.getException();
            }
            return new Spoken(
                    answer.getMessage().getBody(byte[].class),
                    answer.getMessage().getHeader("words", List.class),
                    answer.getMessage().getHeader("warnings", List.class),
                    answer.getMessage().getHeaders());
        }
    }

    /** Real speech, as a WAV. */
    byte[] voice(String text) {
        return espeak.speak(new SpeechRequest(text, "en")).wav();
    }

    @Override
    public void close() throws IOException {
        // At once: a test may leave a line behind that waits for its turn.
        camel.getShutdownStrategy().setTimeUnit(TimeUnit.MILLISECONDS);
        camel.getShutdownStrategy().setTimeout(100);
        camel.getShutdownStrategy().setSuppressLoggingOnTimeout(true);
        camel.stop();
        threads.shutdownNow();
        espeak.close();
        FileSystemUtils.deleteRecursively(store);
    }
}
