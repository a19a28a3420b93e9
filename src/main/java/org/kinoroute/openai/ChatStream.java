package org.kinoroute.openai;

import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.util.Iterator;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/** The pieces of a chat, as the model writes them. */
final class ChatStream implements Iterator<ChatCompletionChunk> {

    private final Iterator<ChatCompletionChunk> chunks;
    private final Failures failures;

    private ChatStream(Iterator<ChatCompletionChunk> chunks, Failures failures) {
        this.chunks = chunks;
        this.failures = failures;
    }

    /** Makes the pieces the body; the connection is closed when the exchange is done. */
    static void open(Call call, ChatCompletionCreateParams params) {
        Failures failures = call.failures();
        StreamResponse<ChatCompletionChunk> stream = failures.told(() -> {
            HttpResponseFor<StreamResponse<ChatCompletionChunk>> response =
                    call.client().chat().completions().withRawResponse().createStreaming(params);
            if (response.headers().values("Content-Type").stream()
                    .noneMatch(type -> type.startsWith("text/event-stream"))) {
                response.close();
                throw failures.useless("in one piece where a stream was asked", false);
            }
            return response.parse();
        });
        call.message().setBody(new ChatStream(stream.stream().iterator(), failures));
        call.exchange().getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange exchange) {
                stream.close();
            }
        });
    }

    @Override
    public boolean hasNext() {
        return failures.told(chunks::hasNext);
    }

    @Override
    public ChatCompletionChunk next() {
        return failures.told(chunks::next);
    }
}
