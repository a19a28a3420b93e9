package org.kinoroute.api.systems;

import java.util.Map;
import java.util.concurrent.Semaphore;
import org.kinoroute.video.Unavailable;
import org.springframework.stereotype.Component;

/** Lets so many requests for pictures through at once; the others wait their turn, and not too many of them. */
@Component("pictureQueue")
public class PictureQueue {

    static final int AT_ONCE = 5;
    /** Each holds a thread of the web server's meanwhile. */
    private static final int WAITING = 20;

    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    /** Waits for a turn; {@link #leave} is due after it. */
    public void enter() {
        if (turns.getQueueLength() >= WAITING) {
            throw new Unavailable("too many requests for pictures are waiting; try again later");
        }
        turns.acquireUninterruptibly();
    }

    public void leave() {
        turns.release();
    }

    Map<String, Object> state() {
        return Answer.object(
                "running",
                AT_ONCE - turns.availablePermits(),
                "queued",
                turns.getQueueLength(),
                "maxConcurrent",
                AT_ONCE);
    }
}
