"""Portuguese words of column titles, of Portugal and Brazil; ``=`` marks a whole title."""

PORTUGUESE = """
full bare: =casal, =casal cliente, =cliente casal, =noivos
gender birth: sexo ao nascer, sexo nascer, sexo nascenca, sexo nascimento, sexo
  atribuido ao nascer
address: endereco familiar, morada familiar, morada familia, endereco familia
postcode: numero postal
who: pac
middle: outro nome
department doubtful: =divisao
full bare doubtful: =destinatario
alien: =praca
is company: =e empresa, =e pessoa juridica, =cliente e empresa
shipping place: local entrega
service place: local obra, local servico, local instalacao
name: nm
code: cd
optout every email: nao envia email, nao recebe email, nao quer email
optout every sms: nao envia sms, nao recebe sms, nao quer sms
fill: ds, sg
label: tp
meta: st
gender: tp sexo, tipo sexo
name parent: nm mae, nm pai
note: comentarios internos, notas equipe, comentarios host, comentarios anfitriao
full bare: =contato principal, =contacto principal, =nome do contato principal, =interlocutor,
  =nome do contacto principal, =nome contato principal, =pessoa de contato principal
company: empresa onde trabalha, empresa que trabalha, local trabalho
alien: emerg, categoria fiscal, regime tributario, regime fiscal
email: correio eletr
optout every: nao quero, nao quero receber, nao desejo, nao desejo receber, nao pretendo receber
by email: por correio eletronico
by mailing: por correio
owner: titular
full bare: =titular
full: nome civil completo, nome legal completo, nome completo oficial
full bare: =pessoa de contacto, =pessoa de contato, =pessoa para contato, =pessoa para contacto
company: =fantasia
name either: =designacao
seat: sede, sede social, sede fiscal
consent: pretende, pretende receber, quer receber, recebe, gostaria receber, aceita receber
note: =recados, =coisas a lembrar, =diversos
birth date: =faz anos
prefix: sr sra, sra sr
mobile chat: whats app, whats
birth date: niver, dtnasc, dtnas, datanasc, dtnascimento
company: nome fiscal
phone: tel dia, telefone dia, tel noite, telefone noite
num: nro
work phone: fone com, tel com, telefone com
note: =coisas importantes, =a nao esquecer, =nao esquecer, =a lembrar, =coisas a saber,
  =a ter em conta, =a ter em
  atencao, =bom saber
city live: =mora em, =vive em, =reside em
address live: =onde mora, =onde vive
place: terra, local
fill: internas, internos, privadas, privados
full bare: =quem
mobile: celu
note: nota interna
email parent: mail pais, email pais, e mail pais, mails pais, emails pais
mobile parent: tlm pais, telemovel pais, celular pais, tlms pais, zap pais
phone parent: tel pais, telefone pais, telefones pais, contacto pais, contactos pais, contato pais
postcode: c post
service address: morada recolha, endereco recolha, endereco coleta
maiden: sobrenome nascimento, apelido nascimento
family used: apelido casada, nome casada, sobrenome casada, apelido casado, nome casado,
  sobrenome casado
consent partner: ofertas parceiros, ofertas terceiros, promocoes parceiros
alien: =nascido em, =nascida em
phone: tlf
mobile chat: zap, zapzap
holder: inquilino, inquilina, arrendatario, arrendataria, locatario, locataria, titular do veiculo,
  proprietario do veiculo, dono do animal, dono do carro
full bare: =aluna, =estudante, =socia
who: aluna
billing: faturas, fatura eletronica, nota fiscal eletronica, fat, fatur, cobr
who: cli, clt
meta: formula saudacao, formula cortesia, saudacao carta, linha saudacao, forma saudacao,
  saudacao inicial, vocativo, formula despedida, despedida, fecho carta
alien: =sua referencia, =sua ref, =v ref, =vossa referencia, =nossa referencia, =nossa ref, =n ref
fill: meu, minha, teu, tua
address: end
street: av, praca
billing: nf e, nfe, nf, nota fiscal, nfs e, nfse
streettype: tipo logradouro, tipo via
street2: morada extra, endereco extra, cont, continuacao
who guest: hospede, hospedes, convidado, convidada, convidados
shipping guest: destinatario, destinatarios
surname2: segundo apelido, apelido 2, 2 apelido, segundo sobrenome, sobrenome 2, 2 sobrenome,
  apelido materno, sobrenome materno
alien: criador
alien: assistente, secretaria, secretario, supervisor, usuario portal, portal usuario, portal
  cliente
nickname: pseudonimo
optout every phone: recusa chamada, recusa chamadas, recusa ligacoes, recusa ligacao
fill: massa
housenum: endereco numero, logradouro numero
language: idioma falado, lingua falada
fill: gerais, diversas, varias
optout all: nunca contactar, nunca contatar, nao incomodar, nao deseja ser contactado, nao deseja
  ser contactada, nao deseja ser contatado, nao deseja ser contatada, nao quer ser contactado, nao
  quer ser contatado, contato proibido, recusa contato, recusa contacto, nenhum contato
optout marketing: opt out, optout, consentimento retirado, retirada consentimento, consentimento
  revogado, revogacao consentimento, consentimento recusado, consentimento negado, sem
  consentimento, lista robinson, oposicao marketing, oposicao ao marketing,
  oposicao publicidade, rgpd oposicao, lgpd
  oposicao, oposicao rgpd, oposicao lgpd, direito oposicao, lista oposicao, recusa marketing,
  recusa publicidade, sem marketing, sem pub, nao quer publicidade, nao deseja publicidade, nao
  marketing, nao publicidade
optout date: data opt out, data revogacao consentimento, data retirada consentimento, data oposicao,
  data revogacao do consentimento, data retirada do consentimento
optout phone: nao me perturbe
optout all: nao contactar, nao contatar, descadastrado todos, descadastrada todos
optout all: cancelou inscricao todos, cancelou subscricao todos
consent status email: status inscricao, estado subscricao, status newsletter
optout date email: data descadastro, data cancelamento inscricao
given: primeiro nome, nome proprio, nome batismo, prenome, nomes proprios
middle: nome do meio, nome meio, segundo nome, nomes meio, outros nomes
family nickname: apelido, apelidos
family: sobrenome, ultimo nome, sobrenomes, nome familia, sobrenome cliente
maiden: nome solteira, sobrenome solteira, apelido solteira
full: nome completo, nome sobrenome, nome apelido, nome exibicao, nome apresentacao, nome cliente
  completo, nome e sobrenome
full bare contact: =contato, =contacto
contact: =dados de contato, =dados de contacto, =informacoes de contato, =informacoes de contacto,
  =contatos, =contactos, =meio de contato, =meio de contacto, =forma de contato, =forma de contacto
full bare: =cliente, =paciente, =hospede, =aluno, =socio, =utente
name: nome, nomes
prefix doubtful: tratamento
prefix: saudacao, pronome tratamento, forma tratamento, titulo cortesia, prefixo nome
title: titulo academico, grau academico
title: titulo
suffix: sufixo, sufixo nome
nickname: alcunha, apelido social, nome social, como gosta chamado, alias
initials: iniciais
company: empresa, companhia, razao social, nome fantasia, organizacao, nome empresa, firma,
  sociedade, entidade, nome organizacao, denominacao, denominacao social, empresa organizacao
department: departamento, setor empresa
job: cargo, funcao, posicao, cargo funcao, titulo profissional
occupation: profissao, ocupacao
gender doubtful: genero
gender: sexo
language: idioma, lingua, idioma preferido, lingua preferida, codigo idioma
tags: etiqueta, etiquetas, tag, categoria, categorias, grupo, grupos, marcador, marcadores,
  segmento, segmentos, palavras chave, grupo clientes, grupo cliente, listas, rotulos, filiacao
  grupos
note: nota, notas, observacao, observacoes, obs, comentario, comentarios, descricao, anotacoes,
  anotacao, informacoes adicionais, informacao adicional, observacoes cliente, notas internas, info
website: site, website, pagina web, sitio web, url, endereco web, pagina internet, homepage
birth date: data nascimento, aniversario, nascimento data, dt nascimento, dt nasc, data nasc, nasc,
  data aniversario, dia anos
birth: nascimento, nascido, nascida
birth year: ano nascimento
birth month: mes nascimento, mes aniversario
birth day: dia nascimento, dia aniversario
day: dia
month: mes
year: ano
date: data, hora, dt, data hora
created: criado, criada, criacao, cadastro, cadastrado, cadastrada, registro, registo, registado,
  inscricao, adicionado, data cadastro, data criacao, data registo, data registro,
  cliente desde, dt cadastro, data inclusao, inclusao, desde
created date: data inscricao
id: id, identificador, referencia, ref, chave, uid, id externo, identificacao, codigo externo
who id: prontuario, codigo entidade, numero prontuario, numero processo, numero ficha,
  matricula aluno
code: codigo, cod
num: numero, num, nr, no, n, numeros
phone: telefone, tel, telefones, fone, fones, telefone contato, telefone contacto, numero telefone,
  contato telefonico, contacto telefonico, telef, numero contato
mobile chat: whatsapp
mobile: celular, telemovel, cel, celulares, telefone celular, numero celular, movel, telefone
  movel, tel celular, numero telemovel, tlm, telm, tlmv, tlmvl, tm, telem
landline: fixo, telefone fixo, tel fixo, linha fixa
home phone: telefone residencial, tel residencial, telefone casa, fone residencial
work phone: telefone comercial, tel comercial, telefone trabalho, fone comercial, telefone direto
main phone: central telefonica, telefone geral
fax: fax, telefax
pager: pager, bip
email: e mails
email: email, e mail, mail, correio eletronico, correio electronico, endereco email, endereco e
  mail, emails, correio
address: endereco, morada, enderecos, moradas, endereco postal, logradouro endereco
address full: endereco completo, morada completa, endereco formatado
street: rua, logradouro, avenida, rua numero, nome rua, endereco rua, arruamento, logradouro rua
line: linha, linhas
street2: complemento, andar, bloco, apartamento, apto, complemento endereco, andar porta, fracao,
  endereco complemento
housenum: numero porta, porta, n porta, numero endereco, numero casa, numero residencia
district: bairro, freguesia, distrito bairro
city: cidade, municipio, localidade, concelho, nome cidade, cidade municipio
region: estado, uf, distrito, provincia, regiao, estado provincia, estado uf, sigla estado, estado
  regiao
postcode: cep, codigo postal, cod postal, c postal, cp
country: pais, pais regiao, pais residencia, nome pais
country code: codigo pais, sigla pais
pobox: caixa postal, apartado
home: residencial, casa, pessoal, particular, residencia, privado, domestico
work: comercial, trabalho, emprego, profissional, escritorio, empresarial, corporativo
billing: faturamento, faturacao, fatura, cobranca, facturacao
shipping: entrega, envio, expedicao, entr
service: atendimento, servico, obra, instalacao, consumo, fornecimento
mailing: correspondencia, padrao, postal
other: outro, outra, outros, outras
primary: principal, preferido, preferida, preferencial, primeiro, primario, primaria
second: secundario, secundaria, segundo, segunda
third: terceiro, terceira
alt: alternativo, alternativa, adicional, recado
main: geral
and: e
by: por, via
is: e um
who: cliente, clientes, contato, contatos, contacto, contactos, paciente, pacientes, pessoa,
  utente, socio, membro, usuario, utilizador, aluno, assinante, inscrito, comprador, participante,
  consumidor, associado, seu, sua
fill: obrigatorio, obrigatoria, opcional, ex, exemplo, dd mm aaaa, informe, lgpd, rgpd, externo,
  iso, formato, da, do, das, dos, de, com, na, em, o, a
value: valor
label: tipo, classe
consent: sim nao, aceita, aceite, aceitacao, consentimento, autoriza, autorizacao, deseja, deseja
  receber, receber, permite, permissao, concorda
marketing: marketing, publicidade, promocoes, promocional, promocionais, comunicacoes comerciais,
  ofertas, comunicacoes marketing
consent email: newsletter, inscrito newsletter, boletim, email marketing, aceita email, aceita
  newsletter, consentimento email, receber newsletter, marketing email, subscreve newsletter, aceita
  emails, =enviar email, =enviar e mail, =enviar emails
consent sms: aceita sms, sms marketing, marketing sms, consentimento sms, receber sms
consent phone: aceita ligacoes, aceita chamadas
consent post: mala direta, correio postal, catalogo por correio, folheto por correio
consent reminder: lembrete, lembretes, lembrete consulta
consent date: data consentimento, data aceite, data opt in
consent marketing: aceita marketing, consentimento marketing, aceita publicidade
optout every: nao enviar, nao deseja, recusa, nao deseja receber, nao quer, nao quer receber
optout email: descadastrado, descadastrada, cancelou inscricao, cancelou subscricao,
  removido newsletter
optout phone: nao perturbe
optout marketing: sem publicidade, nao enviar publicidade
optout email: sem newsletter
optout every email: nao enviar email, sem email, sem emails, sem e mail, sem e mails, nenhum email,
  nenhum e mail, nao enviar correio eletronico
optout every sms: nao enviar sms, sem sms, nenhum sms
optout every phone: nao ligar, nao telefonar, sem chamadas, nenhuma chamada
optout every post: nao enviar correio, sem correio, nao enviar cartas
blocked: bloqueado, bloqueada, lista negra
sms: sms
mobile sms: =sms
owner: proprietario, proprietaria, dono, dona, tutor animal, tutor, tutora
animal: animal, cao, cachorro, gato, cavalo, raca, especie, pet, microchip
vehicle: veiculo, carro, placa, matricula, chassi, moto, viatura
alien: outro contato, contato alternativo, segundo contato, outro contacto, cpf, cnpj, rg, nif,
  nipc, inscricao estadual, inscricao municipal, ie, iban, nib, banco,
  agencia, conta, conta bancaria, pix, pagamento, forma pagamento, condicao pagamento, desconto,
  tabela preco, limite credito, saldo, valor total, total, preco, faturado, gasto, compras, compra,
  ultima compra, pedido, pedidos, produto, artigo, servico nome, consulta, consultas, visita,
  visitas, reserva, reservas, agendamento, agendamentos, tratamento nome, tratamentos,
  medico, medica, dentista,
  profissional responsavel, profissional nome, atendente, vendedor, vendedora, representante,
  responsavel, gerente, conjuge, marido, esposa, esposo, filhos, nome mae,
  nome pai, pais nomes, emergencia, contato emergencia, contacto emergencia, parente, convenio,
  plano saude, seguradora, seguro, apolice, carteirinha, numero carteirinha, naturalidade, local
  nascimento, cidade nascimento, nacionalidade, estado civil, casamento, documento, numero
  documento, tipo documento, passaporte, cartao cidadao, bilhete identidade, cartao, cartao
  fidelidade, pontos, fidelidade, setor, ramo atividade, atividade, origem, fonte, canal, como
  conheceu, indicacao, indicado por, alergia, alergias, medicamentos, historico, peso, altura,
  idade, tamanho, cor, moeda, fuso horario, latitude, longitude, foto, imagem, assinatura, senha,
  palavra passe, login, nome usuario, usuario nome, facebook, instagram, twitter, linkedin, skype,
  loja, filial, unidade, fornecedor, projeto, contrato, orcamento, evento, curso, plano, assinatura
  plano, mensalidade, vencimento, presente, vale, cupom, criado por, alterado por, modificado por,
  amigo, pergunta, resposta, hobby, interesses, escolaridade, religiao
meta: status, situacao, ativo, ativa, inativo, verificado, confirmado, ultimo, ultima, proximo,
  proxima, alterado, alteracao, atualizado, atualizacao, modificado, quantidade, nivel,
  porcentagem, valido, fim, inicio, ate, duracao, frequencia,
  aberturas, cliques, enviados, versao, excluido, arquivado, pontuacao, modo
junk: prioridade, ultima atualizacao, data atualizacao, data alteracao, ultima alteracao, linha
  numero
dial: prefixo, prefixo telefonico, indicativo, indicativo telefonico
dial country: ddi, indicativo pais, indicativo internacional, prefixo internacional, codigo
  telefonico pais
dial region: ddd, codigo area, indicativo regional
ext: ramal, extensao
alien: contribuinte, niss, patente, sns, cns, sus, =pis, pis pasep, =bi, =cc
address home: residencia habitual, morada habitual, domicilio habitual, residencia principal
address live: local residencia
"""
