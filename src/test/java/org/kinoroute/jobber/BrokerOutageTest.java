package org.kinoroute.jobber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kinoroute.video.Outages;
import org.springframework.amqp.AmqpIOException;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitTemplate;

/** By which errors a broker is known to be out of reach. */
class BrokerOutageTest {

    private final Outages outages = new Outages(List.of(new BrokerOutage()));

    @Test
    void nobodyListens() throws Exception {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }
        CachingConnectionFactory connections = new CachingConnectionFactory("127.0.0.1", nobody);
        try {
            Throwable error = catchThrowable(() -> new RabbitTemplate(connections).convertAndSend("any", "message"));

            assertThat(outages.isOutage(error)).isTrue();
        } finally {
            connections.destroy();
        }
    }

    @Test
    void aConnectionThatBreaksOrThatABrokerEndsWhenItStops() {
        assertThat(outages.isOutage(new AmqpIOException(new EOFException()))).isTrue();
        assertThat(outages.isOutage(new AlreadyClosedException(connectionClosed(AMQP.CONNECTION_FORCED))))
                .isTrue();
        assertThat(outages.isOutage(new AmqpIOException(new IOException(connectionClosed(AMQP.CONNECTION_FORCED)))))
                .isTrue();
    }

    @Test
    void whatThisSideHasDoneWrongStaysWrong() {
        assertThat(outages.isOutage(connectionClosed(AMQP.FRAME_ERROR))).isFalse();
        ShutdownSignalException missing = new ShutdownSignalException(
                false,
                false,
                new AMQP.Channel.Close.Builder()
                        .replyCode(AMQP.NOT_FOUND)
                        .replyText("no queue")
                        .build(),
                null);
        assertThat(outages.isOutage(new AmqpIOException(new IOException(missing))))
                .isFalse();
    }

    private static ShutdownSignalException connectionClosed(int code) {
        return new ShutdownSignalException(
                true,
                false,
                new AMQP.Connection.Close.Builder()
                        .replyCode(code)
                        .replyText("said")
                        .build(),
                null);
    }
}
