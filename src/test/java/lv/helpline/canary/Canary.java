package lv.helpline.canary;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// A caller who was made up to be searched for.
///
/// @param number eight digits
/// @param name   at least six letters
public record Canary(String number, String name) {

    static final String COUNTRY = "371";

    /// An address of this machine's that is made of the number, and that nothing has.
    InetAddress address() {
        var bytes = new byte[] {127, 0, 0, 0};
        var rest = Integer.parseInt(number.substring(1));
        for (var at = 3; at > 0; at--) {
            bytes[at] = (byte) rest;
            rest >>= 8;
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// `+371…`
    String e164() {
        return "+" + COUNTRY + number;
    }

    /// The ways in which a number is spelled without separators.
    List<String> spellings() {
        return List.of(e164(), "00" + COUNTRY + number, COUNTRY + number, number);
    }
}
