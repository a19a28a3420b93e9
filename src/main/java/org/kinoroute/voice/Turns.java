package org.kinoroute.voice;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/** Who makes the same thing at the same time waits for the other, and finds it made. */
@Component("turns")
public class Turns {

    private final Map<String, Turn> turns = new HashMap<>();

    private static final class Turn {
        // No lock: whoever leaves may be another thread than the one that came.
        private final Semaphore free = new Semaphore(1);
        private int visitors;
    }

    /** Waits until nobody else is at work on a key. */
    public void take(String key) throws InterruptedException {
        Turn turn;
        synchronized (turns) {
            turn = turns.computeIfAbsent(key, first -> new Turn());
            turn.visitors++;
        }
        try {
            turn.free.acquire();
        } catch (InterruptedException e) {
            gone(key, turn);
            throw e;
        }
    }

    /** The next may come. */
    public void leave(String key) {
        Turn turn;
        synchronized (turns) {
            turn = turns.get(key);
        }
        turn.free.release();
        gone(key, turn);
    }

    private void gone(String key, Turn turn) {
        synchronized (turns) {
            if (--turn.visitors == 0) {
                turns.remove(key);
            }
        }
    }
}
