package org.kinoroute.compose;

import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_clone;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** A normalised background's frames, over and over, from any frame number on; decoded ahead in a thread of its own. */
final class BackgroundReader implements AutoCloseable {

    private static final int AHEAD = 6;

    private final Input input;
    private final AVRational frameTime;
    private final long frames;
    private final BlockingQueue<AVFrame> decoded = new ArrayBlockingQueue<>(AHEAD);
    private final Thread thread;
    private AVFrame current;
    private volatile boolean closed;
    private volatile RuntimeException failure;

    BackgroundReader(Path normalised, int fps, long firstFrame) {
        input = new Input(normalised, AVMEDIA_TYPE_VIDEO, Map.of());
        try {
            input.decode(1);
        } catch (RuntimeException e) {
            input.close();
            throw e;
        }
        frameTime = Ffmpeg.rational(1, fps);
        frames = Math.max(1, input.stream().nb_frames());
        thread = new Thread(() -> read(firstFrame % frames), "background-reader");
        thread.setDaemon(true);
        if (!isStill()) {
            thread.start();
        }
    }

    /** Whether it is a single picture. */
    boolean isStill() {
        return frames == 1;
    }

    /** The next frame, or the only one; good until the next call. */
    AVFrame next() {
        if (isStill()) {
            if (current == null) {
                current = av_frame_clone(input.frame());
            }
            return current;
        }
        try {
            AVFrame next = null;
            while (next == null) {
                if (failure != null) {
                    throw failure;
                }
                next = decoded.poll(100, TimeUnit.MILLISECONDS);
            }
            release();
            current = next;
            return current;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Composition was cancelled");
        }
    }

    private void read(long first) {
        try {
            long skip = first;
            if (first > 0) {
                input.seek(av_rescale_q(first, frameTime, input.stream().time_base()));
            }
            while (!closed) {
                AVFrame frame = input.frame();
                if (frame == null) {
                    input.seek(0);
                    skip = 0;
                    continue;
                }
                long number = av_rescale_q(
                        frame.best_effort_timestamp(), input.stream().time_base(), frameTime);
                if (number >= skip) {
                    hand(av_frame_clone(frame));
                }
            }
        } catch (RuntimeException e) {
            failure = e;
        } catch (InterruptedException e) {
            // Closed while it waited for room.
            Thread.currentThread().interrupt();
        }
    }

    private void hand(AVFrame frame) throws InterruptedException {
        boolean taken = false;
        try {
            while (!taken && !closed) {
                taken = decoded.offer(frame, 100, TimeUnit.MILLISECONDS);
            }
        } finally {
            if (!taken) {
                av_frame_free(frame);
            }
        }
    }

    private void release() {
        if (current != null) {
            av_frame_free(current);
            current = null;
        }
    }

    @Override
    public void close() {
        closed = true;
        boolean interrupted = false;
        while (thread.isAlive()) {
            thread.interrupt();
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        release();
        decoded.forEach(frame -> av_frame_free(frame));
        decoded.clear();
        input.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
