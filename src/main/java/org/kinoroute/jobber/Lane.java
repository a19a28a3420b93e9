package org.kinoroute.jobber;

import java.util.UUID;
import org.kinoroute.video.VideoRequest;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The set of queues on which this process works. A {@code make} has a lane of its own: what another one left behind when
 * it was killed stays where it is until the same command takes it up.
 */
@Component("lane")
public class Lane {

    private final String lane;
    private final TemporaryQueues jobs;
    private final Workers workers;

    Lane(@Value("${kinoroute.lane}") String lane, TemporaryQueues jobs, Workers workers) {
        this.lane = lane;
        this.jobs = jobs;
        this.workers = workers;
    }

    /** Removes the queues, that of the video's voices among them: nothing will travel here again. */
    public void remove(UUID video) throws InterruptedException {
        workers.dismiss(jobs.name(video));
        removeQueues(lane);
    }

    /** Removes what a video has left behind whose process will not come back. */
    public void clear(UUID video, String abandoned) {
        jobs.remove(abandoned + ".voices." + video);
        if (!abandoned.equals(lane) && abandoned.startsWith(VideoRequest.LANE_OF_ONE)) {
            removeQueues(abandoned);
        }
    }

    private void removeQueues(String name) {
        StageQueues.STAGES.forEach(stage -> jobs.remove(name + "." + stage));
    }
}
