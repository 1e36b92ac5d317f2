package lv.helpline.webcall.web;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import lv.helpline.identity.web.Sessions;
import lv.helpline.shared.FreedMemory;
import lv.helpline.shared.PeriodicJob;
import lv.helpline.shared.web.RandomTokens;
import lv.helpline.shared.web.WebProperties;
import lv.helpline.webcall.BrowserPhones;
import lv.helpline.webcall.WebCalls;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;

/// Calls from the web page, where they are on.
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
@EnableConfigurationProperties(WebCallProperties.class)
class WebCallConfiguration {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(1);

    @Bean
    WebCalls webCalls(WebCallProperties properties) {
        return new WebCalls(RandomTokens::token, properties.atOnce(), properties.isRelayed());
    }

    @Bean(destroyMethod = "close")
    WebCallGate webCallGate(WebCalls calls, WebCallProperties properties, CallTraces traces, Clock clock) {
        return new WebCallGate(calls, properties, traces, clock);
    }

    @Bean
    CallTraces callTraces() {
        return new CallTraces(FreedMemory::overwrite, System::nanoTime);
    }

    @Bean
    PeriodicJob callTracesOverwriting(CallTraces traces) {
        return new PeriodicJob("traces of web calls", CallTraces.BETWEEN_LOOKS) {
            @Override
            protected void round() {
                traces.look();
            }
        };
    }

    @Bean
    WebSocketConfigurer webCallSockets(
            WebCallGate gate, WebCalls calls, WebCallProperties properties, WebProperties pages, Clock clock) {
        return sockets -> {
            if (properties.isOn()) {
                // Whose page it is is asked by the ticket's check, as browsers alone say it.
                sockets.addHandler(gate, TicketCheck.ADDRESS)
                        .setAllowedOriginPatterns("*")
                        .addInterceptors(new TicketCheck(calls, origins(properties, pages), clock));
            }
        };
    }

    @Bean
    BrowserPhones browserPhones(WebCallProperties properties) {
        return new BrowserPhones(properties.isRelayed());
    }

    @Bean
    AsteriskCalls asteriskCalls(BrowserPhones phones, WebCallProperties properties, Clock clock) {
        return new AsteriskCalls(phones, properties, clock);
    }

    @Bean(destroyMethod = "close")
    BrowserPhoneGate browserPhoneGate(BrowserPhones phones, Sessions sessions, Clock clock) {
        return new BrowserPhoneGate(phones, sessions, clock);
    }

    @Bean
    WebSocketConfigurer browserPhoneSockets(BrowserPhoneGate gate, WebCallProperties properties, WebProperties pages) {
        return sockets -> {
            if (properties.takesCalls()) {
                sockets.addHandler(gate, BrowserPhoneCheck.ADDRESS)
                        .setAllowedOriginPatterns("*")
                        .addInterceptors(
                                new BrowserPhoneCheck(List.of(pages.address().toString())));
            }
        };
    }

    @Bean
    PeriodicJob browserPhoneLooks(BrowserPhoneGate gate) {
        return new PeriodicJob("browser phones", BETWEEN_QUESTIONS) {
            @Override
            protected void round() {
                gate.look();
            }
        };
    }

    /// Our own pages too, on which consultants try the sound of their browsers.
    private static List<String> origins(WebCallProperties properties, WebProperties pages) {
        return Stream.concat(
                        properties.origins().stream(), Stream.of(pages.address().toString()))
                .toList();
    }

    @Bean
    PeriodicJob webCallTidying(WebCallGate gate) {
        return new PeriodicJob("web calls", BETWEEN_LOOKS) {
            @Override
            protected void round() {
                gate.tidy();
            }
        };
    }
}
