package org.kinoroute.ops;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Whose turn it is to keep the house: to list a whole bucket costs money in some stores. */
@Component("housekeepingTurn")
public class HousekeepingTurn extends Turn {

    public HousekeepingTurn(JdbcTemplate jdbc, @Value("${kinoroute.housekeeping.period}") Duration period) {
        super(jdbc, "housekeeping", period);
    }
}
