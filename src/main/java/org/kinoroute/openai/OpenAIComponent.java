package org.kinoroute.openai;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.util.PropertiesHelper;
import org.apache.camel.util.URISupport;

/** Calls OpenAI, or any server that speaks its language. */
@Component("openai")
public class OpenAIComponent extends DefaultComponent {

    @Metadata(
            label = "security",
            secret = true,
            description = "Key of all endpoints that have none. Without it the environment variable OPENAI_API_KEY.")
    private String apiKey;

    @Metadata(
            description = "Base URL of all endpoints that have none. Without it the environment variable"
                    + " OPENAI_BASE_URL, then OpenAI's own.")
    private String baseUrl;

    @Metadata(description = "Model of a chat for all endpoints that have none.")
    private String model;

    private UnaryOperator<String> environment = System::getenv;
    private OpenAIClient root;

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        OpenAIConfiguration configuration = new OpenAIConfiguration();
        configuration.setAdditionalHeader(PropertiesHelper.extractProperties(parameters, "additionalHeader."));
        configuration.setAdditionalBodyProperty(
                PropertiesHelper.extractProperties(parameters, "additionalBodyProperty."));
        OpenAIEndpoint endpoint = new OpenAIEndpoint(uri, this, configuration);
        endpoint.setOperation(remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    /** A client with these settings. All share one HTTP client, with its connections and threads. */
    OpenAIClient client(ClientSettings settings) {
        return root().withOptions(settings::apply);
    }

    /** Made for the first call: it takes its time, and many runs need no model. */
    private synchronized OpenAIClient root() {
        if (root == null) {
            root = OpenAIOkHttpClient.builder().apiKey(ClientSettings.NO_KEY).build();
        }
        return root;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        // These may hold keys, too, and Camel does not know it when it shows an endpoint's address.
        URISupport.addSanitizeKeywords("additionalHeader");
    }

    @Override
    protected synchronized void doShutdown() throws Exception {
        if (root != null) {
            root.close();
            root = null;
        }
        super.doShutdown();
    }

    /** What an environment variable says; null: nothing. */
    String environment(String variable) {
        return environment.apply(variable);
    }

    /** Other variables than the process has, for tests. */
    void setEnvironment(UnaryOperator<String> environment) {
        this.environment = environment;
    }

    public String getApiKey() {
        return apiKey;
    }

    public void setApiKey(String apiKey) {
        this.apiKey = apiKey;
    }

    public String getBaseUrl() {
        return baseUrl;
    }

    public void setBaseUrl(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    public String getModel() {
        return model;
    }

    public void setModel(String model) {
        this.model = model;
    }
}
