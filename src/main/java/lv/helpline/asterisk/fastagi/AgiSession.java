package lv.helpline.asterisk.fastagi;

import java.util.Map;
import lv.helpline.routing.CallPathObserver.Refusal;
import org.asteriskjava.AsteriskVersion;
import org.asteriskjava.fastagi.AgiException;
import org.asteriskjava.fastagi.AgiHangupException;
import org.asteriskjava.fastagi.AgiNetworkException;
import org.asteriskjava.fastagi.AgiReader;
import org.asteriskjava.fastagi.AgiRequest;
import org.asteriskjava.fastagi.AgiScript;
import org.asteriskjava.fastagi.AgiWriter;
import org.asteriskjava.fastagi.internal.AgiChannelImpl;
import org.asteriskjava.fastagi.internal.FastAgiConnectionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// One connection: a request, its script, the end. Borrows the reader and the writer of Asterisk-Java's handler, which
/// are to be had in no other way, and does by itself what that handler does carelessly: it checks the request and
/// its secret, runs no script by chance, takes a hang-up for normal and logs nothing of what it was sent. Whoever
/// runs it closes the connection.
final class AgiSession extends FastAgiConnectionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(AgiSession.class);

    private final BoundedAgiConnection boundedAgiConnection;
    private final Map<String, AgiScript> scripts;
    private final SharedSecret secret;
    private final Runnable known;
    private final Refusals refusals;

    /// @param known is run when the peer has shown the secret
    AgiSession(
            BoundedAgiConnection boundedAgiConnection,
            Map<String, AgiScript> scripts,
            SharedSecret secret,
            Runnable known,
            Refusals refusals) {
        super((request, channel) -> null, boundedAgiConnection, Channel::new);
        this.boundedAgiConnection = boundedAgiConnection;
        this.scripts = scripts;
        this.secret = secret;
        this.known = known;
        this.refusals = refusals;
    }

    @Override
    public void run() {
        try {
            converse();
        } catch (AgiRejected agiRejected) {
            refusals.refuse(agiRejected.refusal(), agiRejected.getMessage());
        } catch (AgiHangupException | AgiNetworkException hangup) {
            LOG.debug("The peer closed the connection");
        } catch (DataAccessException | TransactionException away) {
            refusals.refuse(Refusal.DATABASE, Refusals.describe(away));
        } catch (Throwable fault) {
            refusals.refuse(Refusal.FAULT, Refusals.describe(fault));
        }
    }

    private void converse() throws AgiException {
        var reader = createReader();
        var request = reader.readRequest();
        if (!"yes".equals(request.getRequest().get("network"))) {
            throw new AgiRejected(Refusal.NOT_NETWORK, "it does not say agi_network: yes");
        }
        if (!secret.accepts(boundedAgiConnection.secret())) {
            throw new AgiRejected(
                    Refusal.SECRET,
                    "its secret is missing or wrong; AGI_SECRET in site.conf has to be helpline.agi.secret");
        }
        known.run();
        var name = request.getScript();
        var script = name == null ? null : scripts.get(name);
        if (script == null) {
            throw new AgiRejected(Refusal.UNKNOWN_SCRIPT, "there is no such script");
        }
        script.service(request, new Channel(request, createWriter(), reader));
    }

    /// Spares each request from being matched against the patterns of all versions of Asterisk.
    private static final class Channel extends AgiChannelImpl {

        Channel(AgiRequest request, AgiWriter writer, AgiReader reader) {
            super(request, writer, reader);
        }

        @Override
        public AsteriskVersion getAsteriskVersion() {
            return AsteriskVersion.ASTERISK_22;
        }
    }
}
