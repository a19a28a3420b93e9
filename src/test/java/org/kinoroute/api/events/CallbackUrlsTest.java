package org.kinoroute.api.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kinoroute.providers.ProviderServer;
import org.kinoroute.video.FieldProblem;

/** Where a webhook may go, and where nobody gets by it. */
class CallbackUrlsTest {

    private static final CallbackUrls OUTSIDE = urls(false);

    private static CallbackUrls urls(boolean allowPrivate) {
        return new CallbackUrls(
                new WebhookProperties(null, allowPrivate, List.of(Duration.ofSeconds(5)), Duration.ofSeconds(10)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.9.1",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "100.127.255.255",
                "0.0.0.0",
                "0.1.2.3",
                "224.0.0.1",
                "239.1.1.1",
                "255.255.255.255",
                "240.0.0.1",
                "192.0.0.8",
                "198.18.0.1",
                "::1",
                "::",
                "fe80::1",
                "fec0::1",
                "fc00::1",
                "fd12::1",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b::a00:1",
                "2002:7f00:1::",
                "2002:a00:1::",
                "2001::1",
                "2001:db8::1",
                "100::1",
                "64:ff9b:1::1"
            })
    void closedAddresses(String address) throws UnknownHostException {
        assertThat(Addresses.isPublic(InetAddress.getByName(address))).isFalse();
        String url = "http://" + (address.contains(":") ? "[" + address + "]" : address) + ":8080/hook";
        assertThatThrownBy(() -> OUTSIDE.check(url))
                .isInstanceOf(FieldProblem.class)
                .hasMessageContaining("kinoroute.webhooks.allow-private");
        assertThatCode(() -> urls(true).check(url)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "1.1.1.1",
                "172.32.0.1",
                "172.15.0.1",
                "100.63.0.1",
                "100.128.0.1",
                "192.169.0.1",
                "223.255.255.254",
                "2606:4700::1111",
                "2a00:1450::1",
                "64:ff9b::808:808",
                "2002:808:808::"
            })
    void openAddresses(String address) throws UnknownHostException {
        assertThat(Addresses.isPublic(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://shop.example/x",
                "file:///etc/passwd",
                "gopher://8.8.8.8/",
                "javascript:alert(1)",
                "//shop.example/x",
                "shop.example",
                "http://",
                "http:///x",
                "https://user:secret@shop.example/",
                "http://8.8.8.8 /",
                "http://localhost/x",
                "http://2130706433/",
                "http://0x7f000001/",
                "http://127.1/",
                "http://[::ffff:7f00:1]/",
                ""
            })
    void badAddresses(String url) {
        // Some spellings of 127.0.0.1 are names to Java, and resolve to nothing: they are looked at when called.
        if (url.matches("http://(2130706433|0x7f000001|127\\.1)/")) {
            assertThatThrownBy(() -> {
                        OUTSIDE.check(url);
                        OUTSIDE.resolve(url.substring(7, url.length() - 1));
                    })
                    .isInstanceOfAny(FieldProblem.class, UnknownHostException.class);
            return;
        }
        assertThatThrownBy(() -> OUTSIDE.check(url))
                .isInstanceOfSatisfying(FieldProblem.class, problem -> assertThat(problem.field())
                        .isEqualTo("callback_url"));
    }

    @Test
    void noneIsFine() {
        assertThatCode(() -> OUTSIDE.check(null)).doesNotThrowAnyException();
    }

    /** Whatever the name said when it was checked: what counts is the address that is connected to. */
    @Test
    void theConnectionItselfLooks() throws Exception {
        try (ProviderServer inside = new ProviderServer();
                var client = HttpClients.custom()
                        .setConnectionManager(new WebhookConfiguration().webhookConnections(OUTSIDE))
                        .build()) {
            for (String host : List.of("127.0.0.1", "localhost")) {
                HttpGet call = new HttpGet(inside.url().replace("127.0.0.1", host) + "/secret");
                assertThatThrownBy(() -> client.execute(call, answer -> answer.getCode()))
                        .isInstanceOf(UnknownHostException.class)
                        .hasMessageContaining("private network");
            }
            assertThat(inside.requests()).isEmpty();
        }
    }
}
