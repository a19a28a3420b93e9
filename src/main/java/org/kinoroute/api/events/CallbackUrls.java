package org.kinoroute.api.events;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.kinoroute.video.FieldProblem;
import org.springframework.stereotype.Component;

/** Where webhooks may go: looked at when a video is asked for, and again at the very address that is connected to. */
@Component("callbackUrls")
public class CallbackUrls implements DnsResolver {

    private static final String FIELD = "callback_url";
    private static final int LONGEST = 2000;

    private final boolean allowPrivate;

    public CallbackUrls(WebhookProperties properties) {
        this.allowPrivate = properties.allowPrivate();
    }

    /**
     * Checks what somebody gives; null is fine. A name that leads nowhere today may lead somewhere tomorrow.
     *
     * @throws FieldProblem if it may not be called
     */
    public void check(String url) {
        if (url == null) {
            return;
        }
        URI uri;
        try {
            uri = URI.create(url.strip());
        } catch (IllegalArgumentException e) {
            throw new FieldProblem(FIELD, "this is no address; write it like https://shop.example/hooks", e);
        }
        String scheme = String.valueOf(uri.getScheme());
        if (!(scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))
                || uri.getHost() == null
                || url.length() > LONGEST) {
            throw new FieldProblem(FIELD, "this is no http or https address; write it like https://shop.example/hooks");
        }
        if (uri.getUserInfo() != null) {
            throw new FieldProblem(FIELD, "an address holds no user or password; webhooks are signed instead");
        }
        try {
            resolve(uri.getHost());
        } catch (PrivateAddressException e) {
            throw new FieldProblem(FIELD, e.getMessage(), e);
        } catch (UnknownHostException notToday) {
            // Each attempt looks again.
        }
    }

    /** An address that may not be called. */
    private static final class PrivateAddressException extends UnknownHostException {

        private static final long serialVersionUID = 1;

        PrivateAddressException(String host) {
            super(host + " is an address of this machine or of a private network; to allow those, set"
                    + " kinoroute.webhooks.allow-private");
        }
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        String name = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        InetAddress[] addresses = SystemDefaultDnsResolver.INSTANCE.resolve(name);
        for (InetAddress address : addresses) {
            if (!allowPrivate && !Addresses.isPublic(address)) {
                throw new PrivateAddressException(host);
            }
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return SystemDefaultDnsResolver.INSTANCE.resolveCanonicalHostname(host);
    }
}
