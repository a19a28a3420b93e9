package org.kinoroute.openai;

import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * The pieces of a chat, as the model writes them. They are read by a thread of their own, so that whoever waits for the
 * next one can be interrupted.
 */
final class ChatStream implements Iterator<ChatCompletionChunk>, AutoCloseable {

    private static final int AHEAD = 100;

    private final StreamResponse<ChatCompletionChunk> stream;
    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>(AHEAD);
    private final Thread reader;
    private Piece next;

    /**
     * What was read.
     *
     * @param chunk null: there are no more
     * @param failure why there are no more; null: that was all
     */
    private record Piece(ChatCompletionChunk chunk, RuntimeException failure) {}

    private ChatStream(StreamResponse<ChatCompletionChunk> stream, Failures failures) {
        this.stream = stream;
        this.reader = new Thread(() -> read(stream.stream().iterator(), failures), "openai-stream");
        reader.setDaemon(true);
        reader.start();
    }

    /** Makes the pieces the body; the connection is closed when the exchange is done. */
    static void open(Call call, ChatCompletionCreateParams params) {
        Failures failures = call.failures();
        StreamResponse<ChatCompletionChunk> response = Call.await(() -> failures.told(() -> begin(call, params)));
        ChatStream stream = new ChatStream(response, failures);
        call.message().setBody(stream);
        call.exchange().getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange exchange) {
                stream.close();
            }
        });
    }

    private static StreamResponse<ChatCompletionChunk> begin(Call call, ChatCompletionCreateParams params) {
        HttpResponseFor<StreamResponse<ChatCompletionChunk>> response =
                call.client().chat().completions().withRawResponse().createStreaming(params);
        if (Thread.currentThread().isInterrupted()) {
            // Nobody waits for it any more, and nobody would close it.
            response.close();
            throw Call.interrupted();
        }
        if (response.headers().values("Content-Type").stream()
                .noneMatch(type -> type.startsWith("text/event-stream"))) {
            response.close();
            throw call.failures().useless("in one piece where a stream was asked", false);
        }
        return response.parse();
    }

    private void read(Iterator<ChatCompletionChunk> chunks, Failures failures) {
        try {
            try {
                while (failures.told(chunks::hasNext)) {
                    pieces.put(new Piece(failures.told(chunks::next), null));
                }
                pieces.put(new Piece(null, null));
            } catch (RuntimeException e) {
                pieces.put(new Piece(null, e));
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean hasNext() {
        if (next == null) {
            try {
                next = pieces.take();
            } catch (InterruptedException e) {
                close();
                throw Call.interrupted();
            }
        }
        if (next.failure != null) {
            throw next.failure;
        }
        return next.chunk != null;
    }

    @Override
    public ChatCompletionChunk next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        ChatCompletionChunk chunk = next.chunk;
        next = null;
        return chunk;
    }

    /** What is still being read can only be closed when the server says something, or its time is up: not waited for. */
    @Override
    public void close() {
        reader.interrupt();
        if (reader.isAlive()) {
            Thread closing = new Thread(stream::close, "openai-stream-close");
            closing.setDaemon(true);
            closing.start();
        } else {
            stream.close();
        }
    }
}
