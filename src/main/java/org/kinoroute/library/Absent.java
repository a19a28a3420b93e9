package org.kinoroute.library;

import org.kinoroute.api.HttpProblem;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Says for routes that what they were asked for is not there, or not for the caller. */
@Component("absent")
public class Absent {

    /** @throws HttpProblem always */
    public void voice() {
        throw new HttpProblem(HttpStatus.NOT_FOUND, "There is no such voice; GET /api/voices lists all");
    }
}
