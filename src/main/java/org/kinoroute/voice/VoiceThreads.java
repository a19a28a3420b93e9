package org.kinoroute.voice;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;

/**
 * On which speech servers are waited for: a hanging one must not hold up what else runs in the common pool. The circuit
 * breaker only turns away from a call that takes too long, or that nobody wants any more; here it is broken off.
 */
public final class VoiceThreads extends ThreadPoolExecutor {

    private static final long IDLE_SECONDS = 60;

    /** A library that does not hear an interrupt is left behind. */
    private static final long PATIENCE_MS = 500;

    private final ThreadLocal<Call> latest = new ThreadLocal<>();

    VoiceThreads() {
        super(0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "voice-service");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void execute(Runnable task) {
        Call call = new Call(task);
        latest.set(call);
        super.execute(call);
    }

    /** Breaks off what this thread asked for last, unless it is over. */
    public void breakOff(Exchange exchange) throws InterruptedException {
        Call call = latest.get();
        latest.remove();
        if (call != null && call.breakOff()) {
            // The breaker's task says to the exchange how it ended; but why was known before.
            exchange.setException(null);
        }
    }

    /** A call that somebody waits for on another thread. */
    private static final class Call implements Runnable {

        private final Runnable task;
        private final CountDownLatch over = new CountDownLatch(1);
        private Thread thread;
        private boolean unwanted;

        Call(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            if (begin()) {
                try {
                    task.run();
                } finally {
                    end();
                }
            }
        }

        private synchronized boolean begin() {
            thread = unwanted ? null : Thread.currentThread();
            return !unwanted;
        }

        private synchronized void end() {
            thread = null;
            over.countDown();
        }

        /** @return whether it was under way */
        boolean breakOff() throws InterruptedException {
            synchronized (this) {
                unwanted = true;
                if (thread == null) {
                    return false;
                }
                thread.interrupt();
            }
            over.await(PATIENCE_MS, TimeUnit.MILLISECONDS);
            return true;
        }
    }
}
