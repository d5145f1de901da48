//! Portuguese.

use super::Words;

pub(super) const WORDS: Words = Words {
    who: "a câmara municipal|a autoridade do porto|um grupo de professores|a companhia dos comboios|a velha cervejaria|\
        o coro da paróquia|o ministro das obras|um agricultor reformado|a nova diretora|os donos do moinho|o tribunal|\
        o sindicato dos padeiros|o prefeito|o museu|a biblioteca|o clube de futebol|uma turma de estudantes|o vigia noturno|\
        a cooperativa|o inspetor",
    did: "aprovou|recusou|quer vender|reparou|apresentou|adiou|pagou|criticou|mediu|procura|descreveu|defendeu|contou|visitou|\
        recebeu|estuda|abandonou|terminou|guarda|anunciou",
    what: "o projeto da ponte|o novo horário|duzentas macieiras|o custo do telhado|a estrada junto ao canal|a antiga alfândega|\
        os resultados do inquérito|um mapa do pântano|as contas do ano|o parque infantil|o concerto de inverno|\
        uma barcaça cheia de madeira|a balsa da ilha|três armazéns vazios|a cozinha da escola|o relógio da estação|\
        a paragem do ônibus|o preço do carvão|um livro de receitas|a piscina",
    how: "depois de um longo debate|na terça-feira à noite|apesar da chuva|sem muito barulho|pela segunda vez este ano|\
        a pedido dos vizinhos|antes do fim do mês|com a ajuda de voluntários|perto do rio|durante as férias|\
        por causa dos custos|diante de pouco público|segundo a nova lei|no salão da velha escola|desde o fim do inverno|\
        por nove reais|para surpresa de muitos|de manhã cedo|por uma pequena maioria|até novo aviso",
    tail: "o que ninguém tinha previsto|embora falte o dinheiro|e os sinos tocaram|como confirmou um porta-voz|\
        porque o chão é mole|se o tempo ajudar|antes das primeiras neves|e poucos ficaram desiludidos|onde as duas estradas se cruzam",
    sentences: "{who} {did} {what} {how}.|{who} {did} {what}, {tail}.|{how}, {who} {did} {what}.|“{who} {did} {what}”, disse {a}.|\
        {a}, de {p}, conta que {who} {did} {what} {how}.|Em {p}, {n} pessoas perguntaram por {what}, {tail}.|\
        Cerca de {n} mil visitantes chegaram a {p} {how}.|{who} {did} {what}; {who} {did} {what} {how}.",
    bare: "A ponte do porto|O telhado da escola|A última balsa|A colheita das maçãs|A praça do mercado|A velha cervejaria|\
        O relógio da vila|O caminho do rio|O trem noturno|A banda|A feira de inverno|A biblioteca|A piscina",
    act: "divide a câmara|reabre na primavera|custa o dobro|encontra comprador|espera as obras|ganha um prêmio|fecha as portas|\
        atrai o público|muda de regras|continua sem casa|volta a horas|muda-se para {p}|precisa de {n} voluntários",
    titles: "{bare}|{bare} {act}|{bare} {act} {how}|{bare} {act} e {bare} {act}|{who} {did} {what} {how}",
    given: "Alice|Bento|Clara|Duarte|Elisa|Firmino|Graça|Hugo|Isaura|Jaime|Lia|Nuno",
    family: "Abreu|Barbosa|Cardoso|Delgado|Esteves|Figueira|Guedes|Lacerda|Moniz|Nogueira|Peixoto|Seabra",
    name: "{g} {f}",
    places: "Porto Novo|Vila Clara|Ribeira Alta|São Bento|Montemar|Serra Azul|Foz do Lima",
    papers: "Correio de Vila Clara|Jornal do Porto Novo|Diário da Ribeira|A VOZ DO MAR|Folha de Montemar",
    sections: "PAÍS|Mundo|Economia|Cultura|ESPORTES|Cidades|Opinião|Ciência|Sociedade",
    by: "{a}|Por {a}|{A}|{a}, de {p}|POR {A}|Texto: {a}|{a} e {b}",
    end: "({a})|(Lusa)|{a}|— {a}",
    date: "{P} –|{p} (Lusa).|{P}.|{p}, {d} de março.",
    caption: "{}|{}|Acima, {}|{}",
    credit: "Foto: {a}|{a}/Lusa|FOTO: {A}|Divulgação",
    jump: "Continua na página {n}|Continua na pág. {n}|(Conclui na página {n})|Pág. {n}",
    jump_from: "Continuação da página 1|Continuação da capa",
    briefs: "Breves|NOTAS|Curtas|Em resumo",
    letters: "Cartas do leitor|Cartas ao diretor",
    index: "Índice|Nesta edição|HOJE",
    folio: "Quinta-feira, {d} de março de 2024|Página {n}|{n} {paper}|Ano 49 · N.º {n}|{n}",
    imprint: "Diretor: {a}. Redação: Rua do Porto, {n}, {p}. Publicidade: {b}. Telefone 555 01{n}. Impressão: Gráfica de {p}. Depósito legal {n}/24.",
    question: "Pergunta – |P. ",
    answer: "Resposta – |R. ",
    facts: "Entenda|Saiba mais|OS NÚMEROS|Contexto",
    obits: "Obituário|Necrologia",
    listing: "Televisão|Agenda|Resultados|Classificação|Bolsa",
    classified: "Empregos|Imóveis|Veículos|Diversos|Vende-se",
    offer: "Tel. 555-01{n}|R$ {n},90|Aberto todos os dias|Até {n}% de desconto|LIGUE JÁ|www.exemplo.example|Orçamento grátis",
    weather: "O tempo|Previsão",
    sky: "sol|nuvens|aguaceiros|limpo|nevoeiro|vento",
    opinion: "Editorial|A coluna|OPINIÃO|Tribuna",
    ears: "Preço: € 1,{n}|N.º {n}|Edição da manhã|Fundado em 18{n}|O jornal do rio|GRATUITO",
    notices: "Ensaio do coro no dia {d} de março às 19h30 no salão paroquial|Café dos idosos todas as quartas às 10h|\
        Feira a favor do telhado|Missas: 8h00 e 10h30|Assembleia anual, sala {n}|Grupo de jovens, sexta às 18h|\
        Informações: {a}, 555 01{n}|Entrada livre|Flores: {a}, {b}|Procuram-se voluntários",
    days: "Segunda|Terça|Quarta|Quinta|Sexta|Sábado|Domingo",
    acts: "PORTARIA N.º {n}, DE 14 DE MARÇO DE 2024|DECRETO N.º {n}/2024|LEI N.º {n}|AVISO DE LICITAÇÃO N.º {n}|EDITAL {n}/2024|EXTRATO DE CONTRATO",
    offices: "MINISTÉRIO DAS OBRAS|PREFEITURA DE SÃO BENTO|TRIBUNAL DE JUSTIÇA|CAPITANIA DO PORTO|SECRETARIA DA EDUCAÇÃO",
};
