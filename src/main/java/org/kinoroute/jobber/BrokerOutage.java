package org.kinoroute.jobber;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import org.kinoroute.video.OutageSign;
import org.springframework.amqp.AmqpConnectException;
import org.springframework.amqp.AmqpIOException;
import org.springframework.amqp.AmqpTimeoutException;
import org.springframework.stereotype.Component;

/** The broker is out of reach or stopping, or does not confirm what was sent. */
@Component
final class BrokerOutage implements OutageSign {

    @Override
    public boolean isSeenIn(Throwable cause) {
        if (cause instanceof ShutdownSignalException closed) {
            return closed.isHardError() && !isComplaint(closed);
        }
        return cause instanceof AmqpConnectException
                || cause instanceof AmqpTimeoutException
                // A channel that the broker has closed is told in the same way; then it says why.
                || cause instanceof AmqpIOException
                        && cause.getCause() instanceof IOException broken
                        && !(broken.getCause() instanceof ShutdownSignalException);
    }

    /** A connection that was closed because of what this side did will be closed again. */
    private static boolean isComplaint(ShutdownSignalException closed) {
        return closed.getReason() instanceof AMQP.Connection.Close reason
                && reason.getReplyCode() != AMQP.CONNECTION_FORCED
                && reason.getReplyCode() != AMQP.REPLY_SUCCESS
                && reason.getReplyCode() != AMQP.INTERNAL_ERROR;
    }
}
