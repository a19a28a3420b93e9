package org.kinoroute.jobber;

/** This process stops before a job is done: the job goes back into its queue, for whoever is there. */
class GivenBack extends RuntimeException {

    GivenBack(String queue) {
        super("the job of the queue " + queue + " goes back: this process stops");
    }
}
