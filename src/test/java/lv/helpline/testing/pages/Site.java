package lv.helpline.testing.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lv.helpline.HelplineApplication;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Accounts;
import lv.helpline.accounts.Role;
import lv.helpline.audit.AccountId;
import lv.helpline.audit.Author;
import lv.helpline.lab.LabClock;
import lv.helpline.mail.OutboxDispatcher;
import lv.helpline.roster.ConsultantId;
import lv.helpline.shared.EditResult;
import lv.helpline.testing.Postgres;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// The pages over the demo's database, with a clock that stands still on a Tuesday morning, and a mailbox: those
/// of the whole application, which browsers can open, or of a [Slice] of it.
public abstract class Site implements Pages, AutoCloseable {

    public static final LocalDateTime NOW = LocalDateTime.parse("2026-11-24T10:00");

    private static final Pattern CODE = Pattern.compile(": ([A-Z2-7]{4}-[A-Z2-7]{4})\\b");
    private static final Pattern LINK = Pattern.compile("http://localhost:[0-9]+(/link/[A-Za-z0-9_-]+)");

    private static @Nullable Site shared;
    private static final AtomicInteger PEOPLE = new AtomicInteger();

    private final LabClock clock = new LabClock();
    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
    private final Statements statements = new Statements();
    private final URI address;
    private final String databaseAddress;
    private final JdbcClient database;
    private final ConfigurableApplicationContext application;

    /// @param address where links of mails lead
    /// @param more settings of the application, some perhaps instead of those that are usual here
    public Site(URI address, SpringApplicationBuilder builder, String... more) {
        this.address = address;
        clock.stop(NOW);
        mail.start();
        try {
            // An Asterisk on this machine that speaks Latvian only.
            var sounds = Files.createTempDirectory("sounds-");
            Files.createSymbolicLink(
                    sounds.resolve("lv"), Path.of("target/sounds/sounds/lv").toAbsolutePath());
            databaseAddress = Postgres.demoDatabase();
            database = JdbcClient.create(new DriverManagerDataSource(databaseAddress));
            var usual = Stream.of(
                    "--spring.flyway.locations=classpath:db/migration,classpath:db/demo",
                    "--helpline.roster.snapshot-file="
                            + Files.createTempDirectory("site-").resolve("roster.json"),
                    "--helpline.agi.port=0",
                    "--helpline.agi.secret=" + "6".repeat(64),
                    "--helpline.web.address=" + address,
                    "--helpline.web.key=" + "5".repeat(64),
                    "--helpline.web.sounds=" + sounds,
                    "--helpline.web.duty-number=25550100",
                    "--spring.mail.host=127.0.0.1",
                    "--spring.mail.port=" + mail.getSmtp().getPort(),
                    "--management.server.port=0");
            var settings = Stream.concat(Postgres.settings(databaseAddress).stream(), usual);
            application = builder.sources(HelplineApplication.class)
                    .initializers((GenericApplicationContext context) -> {
                        context.registerBean("siteClock", Clock.class, () -> clock, bean -> bean.setPrimary(true));
                        context.getBeanFactory().addBeanPostProcessor(statements);
                        context.registerBean("notedRequests", FilterRegistrationBean.class, statements::ofRequests);
                        context.registerBean(
                                "redirectAfterPost", WebMvcConfigurer.class, RedirectAfterPost::everywhere);
                    })
                    .run(Stream.concat(
                                    settings.filter(setting -> Stream.of(more)
                                            .noneMatch(other -> nameOf(other).equals(nameOf(setting)))),
                                    Stream.of(more))
                            .toArray(String[]::new));
        } catch (IOException notStarted) {
            throw new UncheckedIOException(notStarted);
        }
    }

    private static String nameOf(String setting) {
        return setting.substring(0, setting.indexOf('='));
    }

    /// The whole application, one for all tests of this JVM.
    public static synchronized Site shared() {
        var site = shared;
        if (site == null) {
            site = new WholeSite();
            shared = site;
            closeAtExit(site);
        }
        return site;
    }

    /// One whose database may be changed beyond recognition. Whoever asks for it closes it.
    public static Site ofOneTest() {
        return new WholeSite();
    }

    public static void closeAtExit(Site site) {
        Runtime.getRuntime().addShutdownHook(new Thread(site::close));
    }

    public abstract HttpResponse<String> send(HttpRequest request);

    /// An answer that may never end.
    abstract HttpResponse<InputStream> open(HttpRequest request);

    /// The application does so by itself every few seconds; whoever waits for a mail need not.
    public void deliverMails() {
        bean(OutboxDispatcher.class).round();
    }

    /// The only mail to that address, once it is there.
    public MimeMessage mailTo(String address) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> Stream.of(mail.getReceivedMessages())
                                .filter(each -> GreenMailUtil.getHeaders(each).contains("To: " + address))
                                .toList(),
                        received -> received.size() == 1)
                .getFirst();
    }

    /// Where a mailed link leads, without the site's address.
    public static String linkIn(MimeMessage mail) throws Exception {
        var link = LINK.matcher(mail.getContent().toString());
        assertThat(link.find()).as("a link in the mail").isTrue();
        return link.group(1);
    }

    /// The code that stands in for the link.
    public static String codeIn(MimeMessage mail) throws Exception {
        var code = CODE.matcher(mail.getContent().toString());
        assertThat(code.find()).as("a code in the mail").isTrue();
        return code.group(1);
    }

    @Override
    public void close() {
        application.close();
        mail.stop();
    }

    public Statements statements() {
        return statements;
    }

    @Override
    public URI address() {
        return address;
    }

    public LabClock clock() {
        return clock;
    }

    public GreenMail mail() {
        return mail;
    }

    public <T> T bean(Class<T> type) {
        return application.getBean(type);
    }

    /// As the owner of the database, who may do more than the application.
    public JdbcClient database() {
        return database;
    }

    /// Its address, as the owner.
    public String databaseAddress() {
        return databaseAddress;
    }

    /// Somebody new with that role; a consultant is one of the roster who has no account yet.
    public Account somebody(Role role) {
        var number = PEOPLE.incrementAndGet();
        var consultant = role == Role.CONSULTANT ? Optional.of(freeConsultant()) : Optional.<ConsultantId>empty();
        return account(bean(Accounts.class)
                .add(
                        role.word() + number + "@example.org",
                        role.word().substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                                + role.word().substring(1) + " " + number,
                        role,
                        consultant,
                        Author.router(clock.instant())));
    }

    private ConsultantId freeConsultant() {
        return new ConsultantId(database()
                .sql("""
            insert into consultant (name, contact_kind, contact, languages)
            values ('Konsultants', 'sip', 'web' || :number, '{lv}') returning id\
            """)
                .param("number", PEOPLE.incrementAndGet())
                .query(Integer.class)
                .single());
    }

    public Account account(EditResult editResult) {
        assertThat(editResult).isInstanceOf(EditResult.Done.class);
        return bean(Accounts.class)
                .find(new AccountId(Integer.parseInt(((EditResult.Done) editResult).id())))
                .orElseThrow();
    }

    @Override
    public URI linkFor(Account account) {
        return Pages.linkFor(account, application);
    }

    public ConfigurableApplicationContext application() {
        return application;
    }
}
