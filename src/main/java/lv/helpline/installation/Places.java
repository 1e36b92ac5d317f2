package lv.helpline.installation;

import java.util.List;

/// Where an installation has what. The package and the units have the same names.
final class Places {

    static final String DIRECTORY = "/etc/helpline";
    static final String ENVIRONMENT = DIRECTORY + "/helpline.env";
    static final String ANSWERS = DIRECTORY + "/answers";
    static final String AGI_SECRET = DIRECTORY + "/agi-secret";
    static final String MANAGER_SECRET = DIRECTORY + "/manager-secret";
    static final String DATABASE_PASSWORD = DIRECTORY + "/database-password";
    static final String OWNER_PASSWORD = DIRECTORY + "/database-owner-password";
    static final String ASTERISK = DIRECTORY + "/asterisk/asterisk.conf";
    static final String SITE = DIRECTORY + "/asterisk/site.conf";
    static final String PHONES = DIRECTORY + "/asterisk/phones.conf";
    static final String NUMBERS = DIRECTORY + "/asterisk/numbers.conf";
    static final String SITE_EXAMPLE = "/usr/share/helpline/asterisk-config/site.conf.example";
    static final String TIMES = DIRECTORY + "/asterisk/dialplan/times.conf";
    static final String PHONES_EXAMPLE = "/usr/share/helpline/asterisk-config/phones.conf.example";
    static final String RELAY = "/etc/turnserver.conf";
    static final String RELAY_EXAMPLE = "/usr/share/helpline/ops/coturn/turnserver.conf.example";
    static final String COTURN = "/usr/bin/turnserver";
    static final String RELAY_FORGETS = "helpline-relay-forgets";
    static final String DOCUMENTS = "/usr/share/doc/helpline/ops";
    static final String SOUNDS = "/var/lib/helpline-sounds/sounds";

    /// What only root reads; each unit is given a copy.
    static final List<String> SECRETS =
            List.of(DATABASE_PASSWORD, OWNER_PASSWORD, AGI_SECRET, DIRECTORY + "/web-key", MANAGER_SECRET);

    /// As [#SECRETS], where they are needed.
    static final List<String> FURTHER_SECRETS = List.of(
            DIRECTORY + "/agi-secret-before", DIRECTORY + "/mail-password", DIRECTORY + "/recordings-key", ANSWERS);

    static final int AGI_PORT = 4573;
    static final int ROUTER_PORT = 4590;
    static final int PAGES_PORT = 4591;
    static final int WEB_PORT = 8080;

    static final List<String> TIMERS = List.of(
            "helpline-refresh", "helpline-calls", "helpline-testcall", "helpline-journal", "helpline-announcements");

    /// Where recorded prompts come from, if they are wanted; then a timer fetches them.
    static final String RECORDINGS = DIRECTORY + "/recordings.env";

    static final String RESTART = "helpline-asterisk-restart";

    /// Changed with each restart of an Asterisk that hung, by the unit of that name.
    static final String RESTARTED = "/run/" + RESTART + "/restarted";

    private Places() {}
}
