package lv.helpline.api;

import java.time.Instant;
import lv.helpline.audit.Author;
import lv.helpline.identity.ApiKeys.Scope;
import lv.helpline.identity.ApiKeys.Token;
import org.springframework.security.core.AuthenticatedPrincipal;

/// What asks the REST API by its key.
public record ApiClient(Token token) implements AuthenticatedPrincipal {

    public boolean may(Scope scope) {
        return token.scopes().contains(scope);
    }

    public Author author(Instant at) {
        return token.author(at);
    }

    @Override
    public String getName() {
        return toString();
    }

    @Override
    public String toString() {
        return token.toString();
    }
}
