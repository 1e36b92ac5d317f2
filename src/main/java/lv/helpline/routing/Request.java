package lv.helpline.routing;

import java.util.Optional;
import lv.helpline.duty.Language;

/// What is known of a call when it is decided: nothing of the caller but the language they chose.
///
/// @param dialled the national number that was dialled, as the dialplan handed it over
public record Request(String dialled, Optional<Language> language) {}
