package lv.helpline.asterisk.scripts;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lv.helpline.asterisk.fastagi.AgiRejected;
import lv.helpline.asterisk.fastagi.DialplanNames;
import lv.helpline.routing.CallPathObserver.Refusal;
import org.asteriskjava.fastagi.AgiChannel;
import org.asteriskjava.fastagi.AgiException;
import org.asteriskjava.fastagi.reply.AgiReply;

/// AstDB, the small database inside Asterisk, as a script reaches it through its channel.
///
/// Only names of ours and call ids of UUID form are put into expressions, as Asterisk evaluates these; a key that was
/// found in AstDB never is.
record AstDb(AgiChannel channel) {

    Optional<String> get(String family, String key) throws AgiException {
        var value = channel.databaseGet(family, key);
        checkReply();
        return Optional.ofNullable(value);
    }

    void put(String family, String key, String value) throws AgiException {
        channel.databasePut(family, key, value);
        checkReply();
        if (channel.getLastReply().getResultCode() != 1) {
            throw new AgiRejected(Refusal.FAULT, "Asterisk did not store a value");
        }
    }

    /// A key that is not there is as good as deleted.
    void delete(String family, String key) throws AgiException {
        channel.databaseDel(family, key);
        checkReply();
    }

    /// The keys right below a family, and the names of families there. In the dialplan Asterisk cuts such a list at
    /// 4,091 characters; here it comes whole.
    List<String> keys(String family) throws AgiException {
        var keys = evaluate("DB_KEYS(" + family + ")");
        return keys.isEmpty() ? List.of() : List.of(keys.split(","));
    }

    /// Whether the caller's channel of that call still exists.
    boolean isAlive(UUID call) throws AgiException {
        return !evaluate("GROUP_COUNT(" + call + "@" + DialplanNames.ALIVE + ")")
                .equals("0");
    }

    private String evaluate(String expression) throws AgiException {
        var value = channel.getFullVariable("${" + expression + "}");
        checkReply();
        if (value == null) {
            throw new AgiRejected(Refusal.FAULT, "Asterisk did not evaluate an expression");
        }
        return value;
    }

    private void checkReply() {
        if (channel.getLastReply().getStatus() != AgiReply.SC_SUCCESS) {
            throw new AgiRejected(Refusal.FAULT, "the reply to a command is none");
        }
    }
}
