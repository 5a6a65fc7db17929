// What the program wrote for this script: the guide and, of its search, the numbers (`search/for_the_page.rs`).

const data = unpacked('donnees');
