package lv.helpline.web;

import static java.util.stream.Collectors.toUnmodifiableSet;

import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import lv.helpline.admin.Account;
import lv.helpline.admin.Accounts;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialRequestOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.security.web.webauthn.management.WebAuthnRelyingPartyOperations;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// Passkeys: made and asked for in a browser, checked by Spring Security. One is enough by itself, so it always has to
/// verify the person, by a finger, a face or a PIN.
///
/// The challenge is in the session: the only one there is before somebody has signed in, begun by the tap on the
/// button.
@Component
class Passkeys {

    private static final Set<String> TRANSPORTS = Stream.of(AuthenticatorTransport.values())
            .map(AuthenticatorTransport::getValue)
            .collect(toUnmodifiableSet());

    private static final String CREATION = "passkeyCreation";
    private static final String REQUEST = "passkeyRequest";

    private final PublicKeyCredentialUserEntityRepository owners;
    private final UserCredentialRepository passkeys;
    private final Accounts accounts;
    private final WebAuthnRelyingPartyOperations operations;
    private final JsonMapper json =
            JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();

    Passkeys(
            PublicKeyCredentialUserEntityRepository owners,
            UserCredentialRepository passkeys,
            Accounts accounts,
            WebProperties properties) {
        this.owners = owners;
        this.passkeys = passkeys;
        this.accounts = accounts;
        operations = operations(owners, passkeys, properties);
    }

    private static WebAuthnRelyingPartyOperations operations(
            PublicKeyCredentialUserEntityRepository owners,
            UserCredentialRepository passkeys,
            WebProperties properties) {
        var made = new Webauthn4JRelyingPartyOperations(
                owners,
                passkeys,
                PublicKeyCredentialRpEntity.builder()
                        .id(properties.address().getHost())
                        .name("Dežūra")
                        .build(),
                Set.of(properties.address().toString()));
        made.setCustomizeCreationOptions(
                options -> options.authenticatorSelection(AuthenticatorSelectionCriteria.builder()
                        .residentKey(ResidentKeyRequirement.REQUIRED)
                        .userVerification(UserVerificationRequirement.REQUIRED)
                        .build()));
        made.setCustomizeRequestOptions(options -> options.userVerification(UserVerificationRequirement.REQUIRED));
        return made;
    }

    /// What the browser needs to make one, as JSON.
    String creationOptions(Account account, HttpSession session) {
        if (owner(account).isEmpty()) {
            addOwner(account);
        }
        var options = operations.createPublicKeyCredentialCreationOptions(
                new ImmutablePublicKeyCredentialCreationOptionsRequest(by(account)));
        session.setAttribute(CREATION, options);
        return json.writeValueAsString(options);
    }

    private void addOwner(Account account) {
        try {
            owners.save(ImmutablePublicKeyCredentialUserEntity.builder()
                    .id(Bytes.random())
                    .name(account.email())
                    .displayName(account.name())
                    .build());
        } catch (DuplicateKeyException thereByNow) {
            // Another tap on the button was quicker.
        }
    }

    /// Whether what the browser made was good, and is kept.
    boolean register(String credential, String label, HttpSession session) {
        var options = take(session, CREATION, PublicKeyCredentialCreationOptions.class);
        if (options.isEmpty()) {
            return false;
        }
        try {
            // The label goes in beside the credential, for Spring Security binds the two as one.
            var publicKey = json.readValue(
                    "{\"credential\":" + withKnownTransports(credential) + ",\"label\":"
                            + json.writeValueAsString(label) + "}",
                    RelyingPartyPublicKey.class);
            operations.registerCredential(new ImmutableRelyingPartyRegistrationRequest(options.get(), publicKey));
            return true;
        } catch (RuntimeException refused) {
            return false;
        }
    }

    /// Browsers learn of new ways to reach an authenticator before Spring Security does, and a way is only a hint for
    /// the next time.
    private String withKnownTransports(String credential) {
        var tree = json.readTree(credential);
        if (tree.path("response").path("transports") instanceof ArrayNode transports) {
            transports.removeIf(transport -> !TRANSPORTS.contains(transport.asString("")));
        }
        return json.writeValueAsString(tree);
    }

    /// What the browser needs to use one, as JSON; anybody's when no account is given.
    String requestOptions(@Nullable Account account, HttpSession session) {
        Authentication asking = account == null
                ? new AnonymousAuthenticationToken(
                        UUID.randomUUID().toString(), "nobody", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"))
                : by(account);
        var options = operations.createCredentialRequestOptions(
                new ImmutablePublicKeyCredentialRequestOptionsRequest(asking));
        session.setAttribute(REQUEST, options);
        return json.writeValueAsString(options);
    }

    /// Whose passkey has signed the session's challenge.
    Optional<Account> authenticate(String credential, HttpSession session) {
        return take(session, REQUEST, PublicKeyCredentialRequestOptions.class).flatMap(options -> {
            try {
                var owner = operations.authenticate(new RelyingPartyAuthenticationRequest(
                        options,
                        json.readValue(
                                credential,
                                new TypeReference<PublicKeyCredential<AuthenticatorAssertionResponse>>() {})));
                return accounts.findActive(owner.getName());
            } catch (RuntimeException refused) {
                // WebAuthn4J and Jackson throw one of many kinds for each thing that can be wrong.
                return Optional.empty();
            }
        });
    }

    List<CredentialRecord> of(Account account) {
        return owner(account).map(owner -> passkeys.findByUserId(owner.getId())).orElse(List.of());
    }

    /// Whether the account had it. Nobody removes somebody else's.
    boolean remove(Account account, String id) {
        return of(account).stream()
                .map(CredentialRecord::getCredentialId)
                .filter(each -> each.toBase64UrlString().equals(id))
                .findFirst()
                .map(found -> {
                    passkeys.delete(found);
                    return true;
                })
                .orElse(false);
    }

    private Optional<PublicKeyCredentialUserEntity> owner(Account account) {
        return Optional.ofNullable(owners.findByUsername(account.email()));
    }

    /// A challenge is answered once.
    private static <T> Optional<T> take(HttpSession session, String name, Class<T> type) {
        var value = session.getAttribute(name);
        session.removeAttribute(name);
        return type.isInstance(value) ? Optional.of(type.cast(value)) : Optional.empty();
    }

    private static Authentication by(Account account) {
        return UsernamePasswordAuthenticationToken.authenticated(account.email(), null, AuthorityUtils.NO_AUTHORITIES);
    }
}
