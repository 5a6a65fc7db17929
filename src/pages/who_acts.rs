//! Who acts, in one sentence: taken from the words of the conduite, and not from the category alone.

use aiguilleur_core::tree::{Categorie, Conduite};
use aiguilleur_core::walk::{Outcome, Request};

use super::categorie;

/// How a sentence begins that leaves it to the conseiller.
const YOU_ACT: &str = "C'est à vous d'agir";

/// Said where the first step holds on a condition, which a short sentence would lose.
const IT_DEPENDS: &str = "C'est à vous d'agir, selon le cas : voyez la conduite à tenir.";
/// The same, where the usager is sent to someone.
const ORIENT_AS_IT_DEPENDS: &str = "Orientez l'usager selon le cas : voyez la conduite à tenir.";

/// How a condition begins.
const CONDITIONS: [&str; 11] = [
    "sauf ",
    "si ",
    "s'il",
    "uniquement ",
    "seulement ",
    "lorsque",
    "à condition",
    "à moins",
    "hormis ",
    "dès que ",
    "quand ",
];

/// Said of what is the opérateur's, once nothing blocks what was begun.
const BEGUN: &str = "Cette démarche relève de l'opérateur. Vous l'avez commencée avec l'usager.";

/// Said of a difficulty that comes after a démarche was begun, where its row does not say what follows.
const UNSAID: &str = "Le référentiel liste cette démarche, et ne dit rien de cette difficulté.";

/// The sentence under the category of an outcome.
pub fn sentence(outcome: &Outcome<'_>) -> String {
    let Some(conduite) = outcome.conduite else {
        if outcome.blocage.is_some() && outcome.request.categorie() == Categorie::Niveau2 {
            return BEGUN.to_owned();
        }
        if outcome.blocage == Some(true) && outcome.request.demarche().is_none() {
            return UNSAID.to_owned();
        }
        return categorie::meaning(outcome.request).to_owned();
    };
    let acts = acts(conduite);
    let begun = outcome.request.demarche().is_some_and(|demarche| !demarche.faire.is_empty());
    match (outcome.request, outcome.request.categorie()) {
        (Request::NonPrevu(_), _) => format!("{} {acts}", categorie::BEYOND),
        (_, Categorie::HorsBouquet) => format!("{} {acts}", categorie::NOT_HERE),
        (_, Categorie::Niveau2) if begun => {
            format!(
                "Vous commencez avec l'usager. Ensuite, {}",
                lower(&acts).replacen(" l'usager vers ", "-le vers ", 1)
            )
        }
        _ => acts,
    }
}

/// The sentence under the category of a request whose answers are still to come: where one of its outcomes makes the
/// conseiller act, no sentence may say that the opérateur does it all.
pub fn before_answers<'o>(
    request: Request<'_>,
    outcomes: impl IntoIterator<Item = &'o Outcome<'o>>,
) -> String {
    let mut sentences = outcomes.into_iter().map(sentence);
    if request.categorie() == Categorie::Niveau2 && sentences.any(|said| said.starts_with(YOU_ACT)) {
        return IT_DEPENDS.to_owned();
    }
    categorie::meaning(request).to_owned()
}

/// What the first step to name someone asks, and what may stand in its place.
fn acts(conduite: &Conduite) -> String {
    let mut steps = conduite.etapes.iter().filter(|etape| !etape.remarque && etape.contact.is_some());
    let Some(first) = steps.next() else {
        return "Suivez la conduite à tenir.".to_owned();
    };
    let first = bare(&first.texte);
    let conditional = is_conditional(&first);
    let verb = first.split(' ').next().unwrap_or_default().trim_end_matches(['.', ',']);
    let Some((toward, to)) = oriented(&first) else {
        let acts = format!("{YOU_ACT} : {}.", lower(clause(&first)));
        return if verb.ends_with("ez") && !conditional { acts } else { IT_DEPENDS.to_owned() };
    };
    if !verb.ends_with("ez") || conditional {
        return ORIENT_AS_IT_DEPENDS.to_owned();
    }
    let mut targets = vec![to.to_owned()];
    for step in steps
        .map(|step| bare(&step.texte))
        .take_while(|step| step.starts_with("Ou ") || step.starts_with("Ou, "))
    {
        targets.extend(oriented(&step).map(|(_, to)| to.to_owned()));
    }
    let last = targets.pop().unwrap_or_default();
    let before = targets.join(", ");
    let all = if before.is_empty() { last } else { format!("{before} ou {last}") };
    format!("{toward}{all}.")
}

/// Where a step sends the usager: the words up to « vers », and those after.
fn oriented(step: &str) -> Option<(&str, &str)> {
    let verb = step.find("rientez")?;
    let at = verb + step[verb..].find(" vers ")? + " vers ".len();
    Some((&step[..at], clause(&step[at..])))
}

/// Whether a part of a step behind its first pause may forbid what it says before: « , sauf si… ».
fn is_conditional(step: &str) -> bool {
    let behind = step[clause(step).len()..].to_lowercase().replace('’', "'");
    let mut parts = behind.split([',', ';', ':']).map(str::trim_start);
    parts.any(|part| CONDITIONS.iter().any(|words| part.starts_with(words)))
}

/// The words of a step up to its first pause.
fn clause(step: &str) -> &str {
    let end = [", ", " : "].into_iter().filter_map(|pause| step.find(pause)).min();
    end.map_or(step, |end| &step[..end]).trim_end_matches('.')
}

/// A step without what stands between parentheses.
fn bare(step: &str) -> String {
    let mut said = String::new();
    let mut depth = 0_usize;
    for c in step.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => said.push(c),
            _ => {}
        }
    }
    said.replace("  ", " ").replace(" .", ".").replace(" ,", ",")
}

fn lower(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::is_conditional;

    #[test]
    fn a_condition_behind_the_first_pause_is_not_cut_from_what_it_forbids() {
        for (step, conditional) in [
            ("Faites la demande en ligne 6 mois avant, sauf si l'usager est déjà en invalidité.", true),
            ("Orientez l'usager vers la caisse : uniquement s'il a plus de 62 ans.", true),
            ("Contactez le service par courriel, ou prenez rendez-vous si cela est possible.", false),
            ("Contactez sans attendre le correspondant, via Administration+.", false),
            ("Contactez le service.", false),
        ] {
            assert_eq!(is_conditional(step), conditional, "{step}");
        }
    }
}
