// What the program wrote for this script: the guide and, of its search, the numbers (`search/parameters.rs`).

const data = unpacked('donnees');
