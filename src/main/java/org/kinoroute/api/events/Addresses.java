package org.kinoroute.api.events;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Which addresses are those of the open Internet: whoever names a callback must not look behind the firewall by it. */
final class Addresses {

    /** Networks that are private or lead nowhere: first bytes, and how many bits of them count. */
    private static final Network[] CLOSED_4 = {
        network(8, 0),
        network(8, 10),
        network(10, 100, 64),
        network(8, 127),
        network(16, 169, 254),
        network(12, 172, 16),
        network(24, 192, 0, 0),
        network(24, 192, 0, 2),
        network(24, 192, 88, 99),
        network(16, 192, 168),
        network(15, 198, 18),
        network(24, 198, 51, 100),
        network(24, 203, 0, 113),
        network(4, 224),
        network(4, 240)
    };

    /** The only global unicast addresses of IPv6 are those of 2000::/3; these are not, or carry one of IPv4. */
    private static final Network[] CLOSED_6 = {
        network(23, 0x20, 0x01, 0x00), // IETF: Teredo, benchmarking, ORCHID
        network(32, 0x20, 0x01, 0x0d, 0xb8), // documentation
        network(20, 0x3f, 0xff, 0x00) // documentation
    };

    private Addresses() {}

    private record Network(int bits, int[] bytes) {

        boolean holds(byte[] address) {
            for (int bit = 0; bit < bits; bit++) {
                int own = bit / 8 < bytes.length ? bytes[bit / 8] : 0;
                int mask = 0x80 >> bit % 8;
                if ((own & mask) != (address[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static Network network(int bits, int... bytes) {
        return new Network(bits, bytes);
    }

    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 4) {
            return Arrays.stream(CLOSED_4).noneMatch(network -> network.holds(bytes));
        }
        if (network(16, 0x20, 0x02).holds(bytes)) {
            return isPublic4(bytes, 2); // 6to4
        }
        if (network(96, 0x00, 0x64, 0xff, 0x9b).holds(bytes)) {
            return isPublic4(bytes, 12); // NAT64
        }
        return network(3, 0x20).holds(bytes) && Arrays.stream(CLOSED_6).noneMatch(network -> network.holds(bytes));
    }

    private static boolean isPublic4(byte[] bytes, int at) {
        try {
            return isPublic(InetAddress.getByAddress(Arrays.copyOfRange(bytes, at, at + 4)));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
