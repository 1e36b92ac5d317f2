package lv.helpline.asterisk.fastagi;

import java.net.InetAddress;
import java.util.Arrays;

/// A range of addresses in CIDR form, such as `127.0.0.0/8` or `::1/128`; an address alone is a range of one.
///
/// @param network the first address, all of whose bits beyond the prefix are zero
/// @param prefix  how many leading bits count
public record AddressRange(InetAddress network, int prefix) {

    public AddressRange {
        var bits = network.getAddress().length * Byte.SIZE;
        if (prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException("address range: a prefix of 0 to " + bits + " bits is needed");
        }
        if (!Arrays.equals(masked(network, prefix), network.getAddress())) {
            throw new IllegalArgumentException("address range: bits are set beyond its prefix of " + prefix);
        }
    }

    /// Reads a literal, and never asks a name server. Spring binds properties with it.
    public static AddressRange valueOf(String text) {
        var parts = text.strip().split("/", 2);
        try {
            var network = InetAddress.ofLiteral(parts[0]);
            var bits = network.getAddress().length * Byte.SIZE;
            return new AddressRange(network, parts.length == 1 ? bits : Integer.parseInt(parts[1]));
        } catch (NumberFormatException notNumber) {
            throw new IllegalArgumentException("address range: a number of bits is needed after the slash", notNumber);
        }
    }

    boolean contains(InetAddress address) {
        return address.getAddress().length == network.getAddress().length
                && Arrays.equals(masked(address, prefix), network.getAddress());
    }

    private static byte[] masked(InetAddress address, int prefix) {
        var bytes = address.getAddress();
        for (var i = 0; i < bytes.length; i++) {
            var kept = Math.clamp(prefix - i * Byte.SIZE, 0, Byte.SIZE);
            bytes[i] &= (byte) (0xff << (Byte.SIZE - kept));
        }
        return bytes;
    }
}
