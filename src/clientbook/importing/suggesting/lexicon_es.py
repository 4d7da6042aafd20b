"""Spanish words of column titles; ``=`` marks an entry that must be the whole title."""

SPANISH = """
full bare: =pareja, =pareja cliente, =cliente pareja, =novios
gender birth: sexo nacer, sexo nacimiento, sexo asignado nacer, sexo asignado nacimiento
email: correo elec, correo electr, c electronico
city: mpio, deleg mpio, alcaldia mpio, deleg municipio, =cd
address: direccion familiar, direccion familia
postcode: numero postal
job doubtful: =rol
department doubtful: =division
full bare doubtful: =destinatario
alien: =plaza
service place: lugar servicio, lugar instalacion, lugar obra, lugar intervencion
note: comentarios host, notas host, comentarios anfitrion, notas anfitrion, observaciones internas,
  observacion interna, notas personal, notas equipo
full bare: =contacto principal, =nombre del contacto principal, =nombre contacto principal,
  =interlocutor principal, =interlocutor, =persona de contacto principal
company: empresa donde labora, empresa donde trabaja, empresa en que trabaja, empresa que labora,
  empresa trabajo, lugar donde labora, lugar donde trabaja
alien: emerg, categoria fiscal, condicion fiscal, categoria iva, condicion iva, condicion frente
  iva, situacion fiscal, regimen fiscal
email: correo elect
optout every: no quiero, no quiero recibir, no deseo, no deseo recibir
full: nombre legal completo, nombre completo legal, nombre oficial completo
full bare: =clte
who: clte
owner: titular
company: nomcom, nombre fantasia
state: =edo
seat: sede, sede social, sede legal, sede central
consent: quiere recibir
note: =cosas a recordar, =varios
prefix: sr sra srta, don dona, =d da, =d dna, =d dona, =da d
full: nom ape, nom apell, ape nom
mobile chat: whats app, whats, wsp, wasap, guasap
city live: =vive en, =reside en
who id: =nhc, cve benef, cve beneficiario, cve cliente, cve persona
phone: tel dia, telefono dia, tel noche, telefono noche
address: =domic
note: =ojo con, =cosas importantes
address live: =donde vive, =donde reside
note: =cosas a tener en cuenta, =a tener en cuenta, =a recordar, =no olvidar, =cosas a saber,
  =que no
  se olvide, =a no olvidar, =bueno saber
fill: privadas, privados, internas, internos
full bare: =quien
city: pueblo
housenum: num ext, numero ext, no ext, n ext, num exterior, no exterior
num doubtful: =altura
mobile: celu
note: nota interna
postcode: c post
service address: direccion recogida
email: e mails
maiden: apellido nacimiento, apellidos nacimiento
family used: apellido casada, apellidos casada, apellido casado
alien: =nacido en, =nacida en
holder: inquilino, inquilina, arrendatario, arrendataria, titular vehiculo, propietario vehiculo,
  dueno mascota, propietario mascota, titular coche
full bare: =clienta, =alumna, =estudiante, =socia
who: clienta, alumna
billing: facturas, factura electronica, facturacion electronica, fact, fac
street2: pta, esc piso pta, piso pta, num int, no int, n int, num interior, no interior, piso depto,
  piso dpto, piso dto
meta: formula cortesia, formula saludo, saludo carta, encabezado carta, encabezamiento,
  formula despedida, linea saludo, despedida, formula tratamiento carta
alien: =su referencia, =su ref, =s ref, =tu referencia, =nuestra referencia, =nuestra ref, =n ref
fill: tu, tus, sus, mi, mis
full bare: =titular, =persona contacto, =persona de contacto
street: plaza, avda, paseo, nom vial, nombre vial, nombre vialidad, vialidad
city doubtful: comuna
postcode: codigo p, cod p
housenum2: bis, letra portal
streettype: tipo via, tipo calle, tipo vial, tipo vialidad
street2: direccion extra
who guest: invitado, invitada, invitados, huesped, huespedes
shipping guest: destinatario, destinatarios
alien: contacto 2 apellido
surname2: segundo apellido, apellido materno, apellido 2, 2 apellido, apellido segundo, apellido
  madre, segundo apellido cliente, apellidos 2, ap materno, ape materno, apell materno, ap mat
created: creado
alien: creador
alien: secretaria, secretario, supervisor, usuario portal, portal cliente
nickname: seudonimo
home: pers
fill: masivo, masivos
housenum: direccion numero, domicilio numero
language: idioma hablado, idioma comunicacion
fill: varias, generales, general
optout all: no desea ser contactado, no desea ser contactada, no quiere ser contactado, no quiere
  ser contactada, nunca contactar, no contactar nunca, no volver contactar, contacto prohibido,
  rechaza contacto, no contacto
optout marketing: opt out, optout, lista robinson, consentimiento retirado, retirada
  consentimiento, retiro consentimiento, consentimiento revocado, revocacion consentimiento,
  consentimiento denegado, consentimiento rechazado, sin consentimiento, no consentimiento, rgpd
  oposicion, oposicion rgpd, rgpd rechazado, rgpd rechazo, derecho oposicion, ejercicio oposicion,
  registro oposicion, lista oposicion, oposicion publicidad, oposicion marketing, rechaza
  publicidad, rechaza marketing, rechaza comunicaciones, no marketing, no desea informacion, no
  desea recibir informacion, no desea comunicaciones, no desea recibir comunicaciones, no desea
  recibir publicidad, baja comunicaciones, baja comunicaciones comerciales, baja publicidad, baja
  marketing, no promociones
optout date: fecha opt out, fecha optout, fecha retirada consentimiento, fecha oposicion, fecha
  revocacion consentimiento
optout all: no contactar, no molestar, sin contacto, suscripcion cancelada todos, baja todos
optout every email: suscripcion cancelada todos correos electronicos, suscripcion cancelada todos
  correos, baja todos correos, baja todos correos electronicos
consent status email: estado marketing correo electronico, estado marketing correo, estado
  suscripcion correo electronico, estado suscripcion correo
optout date email: fecha baja newsletter, fecha desuscripcion, fecha cancelacion suscripcion
consent status email: estado suscripcion, estado newsletter, estado boletin, estado suscripcion
  email, estado consentimiento
consent status sms: estado suscripcion sms
birth: nacim, nacimiento, nac, nacido
note: observac, observ, obs, nota, notas, observacion, observaciones, comentario, comentarios,
  descripcion, anotaciones, anotacion, informacion adicional, notas internas, comentarios internos,
  memo, nota cliente, otros datos
alt: alterno, alterna, alternativo, alternativa, adicional
state billing: estado fiscal
state mailing: estado correspondencia
state other: otro estado
address billing: direccion fiscal, domicilio fiscal
company: nombre cuenta, compania relacionada, empresa, compania, organizacion, razon social, nombre
  comercial, nombre fiscal, nombre empresa, sociedad, negocio, institucion, entidad, denominacion
  social, empresa organizacion, nombre compania
postal: postal
birth date: cumple, fec nac, fec nacimiento, fecha nacimiento, cumpleanos, f nacimiento, fecha nac,
  f nac, fnac, fecha cumpleanos, fechanac, fnacimiento, dia cumpleanos, fecnac, fechnac,
  fnaci, fecnacim, fecnacimiento
alien: otro contacto, contacto alternativo, segundo contacto, estancia, estancias, llegada, salida,
  entrada, cuenta cargo, fecha cargo, ingresos, numero
  cuenta, creado por, asistente, ayudante, director, gerente, jefe, conyuge, esposo, esposa,
  pareja, hijos, emergencia, emergencias,
  urgencia, familiar, responsable, allegado, contacto emergencia, medico, doctor, doctora,
  profesional sanitario, dentista, terapeuta, seguro, aseguradora, mutua, poliza, referido,
  recomendado, recomendacion, comercial nombre, vendedor, agente, representante, empleado,
  empleada, estilista, peluquero, peluquera, tecnico, asesor, gestor,
  administrador, marca, modelo, proveedor, banco, tienda, sucursal, centro, almacen, equipo,
  producto, articulo, pedido, pedidos, cita, citas, visita, visitas, reserva, reservas,
  presupuesto, contrato, proyecto, evento, tratamiento nombre, tratamientos, servicio nombre,
  servicio habitual,
  plan, sesion, sesiones, numero factura, bono, bonos, tarjeta, fidelidad, puntos, regalo, saldo,
  importe, precio, total, ventas, facturado, gasto, gastos, gastado, compra, compras, descuento,
  tarifa, pago, forma pago, cobro, vencimiento, dia pago, iban, cuenta bancaria, cuenta contable,
  contable, bic, swift, riesgo, deuda, nif, cif, dni, nie, rfc, curp, cuit, rut, vat, iva,
  pasaporte, documento, numero documento, tipo documento, seguridad social, tarjeta sanitaria,
  recargo, equivalencia, retencion, irpf, sector, actividad, forma juridica, nacionalidad, lugar,
  lugar nacimiento, pais nacimiento, ciudad nacimiento, estado civil, aniversario, boda,
  aniversario boda, fallecimiento, santo, nombre usuario, usuario nombre, contrasena, login,
  facebook, instagram, twitter, linkedin, skype, red, redes, redes sociales, origen, procedencia,
  fuente, canal, conocio, como, campana, alergia, alergias, antecedentes, historia clinica,
  historia, historial, medicacion, altura, peso, talla, pelo, piel, edad, color, divisa, moneda,
  zona horaria, zona, latitud, longitud, foto, imagen, firma, aficion, aficiones, pasatiempo,
  kilometraje, devolucion llamada, teletipo, rdsi, telex, radiotelefono, ubicacion, ubicacion
  oficina, pregunta, respuesta, modificado por,
  fonetico, fonetica, gubernamental, pantalla, preferencia, preferencias, asignado, encargado,
  amigo, interlocutor, ruta
animal: mascota, perro, gato, caballo, animal, especie, raza, microchip
vehicle: vehiculo, coche, matricula, bastidor
owner: propietario, propietaria, dueno, duena
date: fec, fecha, hora, f, fh
consent marketing: acepta publicidad, acepta marketing, consentimiento marketing, acepta
  comunicaciones comerciales
occupation: profesion, ocupacion, oficio
by email: via email, via e mail, via mail, via correo
by sms: via sms
by phone: via telefono
by: por
fill: rgpd, lopd, sobre, formateada, formateado, externo, externa, iso, ha, esta, formato, dd mm
  aaaa, opcional, obligatorio, ej, ejemplo, indique, si
mobile sms: =sms
value: valor
state: =estado
work phone: telefono directo, linea directa
optout every: no enviar, no desea, no recibir, no quiere, no desea recibir, no quiere recibir
maiden: apellido soltera, nombre soltera, apellidos soltera
given: nombre pila, primer nombre, nombres, =nombre s
middle: segundo nombre, otros nombres
family: apellido, apellidos, primer apellido, apellido 1, apellido paterno, apellidos cliente,
  apellido s, apellidos 1, ap paterno, ape paterno, apell paterno, ap pat
full bare contact: =contacto
contact: =datos de contacto, =datos contacto, =informacion de contacto, =medio de contacto, =forma
  de contacto, =como contactarle, =contactos
full bare: =cliente, =paciente, =socio, =alumno, =huesped, =invitado
full: nombre completo, nombre apellidos, apellidos nombre, nombre apellido, apellido nombre, nombre
  mostrar, nombre visible
name: nombre
prefix doubtful: tratamiento, trato
prefix: saludo, prefijo nombre, sr sra, titulo cortesia, tratamiento cortesia
title: titulo academico, grado academico
title: titulo
suffix: sufijo, sufijo nombre
nickname: apodo, alias, sobrenombre, mote
initials: iniciales
department: departamento
job: puesto, cargo, puesto trabajo, posicion, titulo profesional, rol, funcion
gender doubtful: genero
gender: sexo, cve sexo
language: idioma, lengua, idioma preferido, codigo idioma, idioma contacto
tags: etiqueta, etiquetas, categoria, categorias, grupo, grupos, segmento, segmentos, grupo
  clientes, grupo cliente, tags, palabras clave, listas, categoria cliente, grupos clientes,
  pertenencia grupos, etiquetas cliente, familia cliente
website: web, pagina web, sitio web, pagina, url, direccion web, sitio, pagina internet, pagina
  principal
birth year: ano nacimiento
birth month: mes nacimiento, mes cumpleanos
birth day: dia nacimiento
day: dia
month: mes
year: ano
created: creacion, alta, registro, registrado, inscripcion, cliente desde, desde,
  agregado, anadido, ingreso, incorporacion, f alta, creada, inscrito
created date: fecha alta
who id: id registro, numero registro
id: id, identificador, referencia, ref, clave, uid, identificador externo, referencia externa, id
  externo, codigo externo
code: codigo, cod
num: numero, num, nro, no, nr, n, numeros
phone: telefono, tel, tfno, tlf, tlfno, telf, telefonos, fono, phone, numero telefono, telefono
  contacto, tfno contacto, tf, telef, numero contacto
home phone bare: =particular
home phone: telefono domicilio, telefono casa, =domicilio particular telefono, tel domicilio, tfno
  domicilio, tlf domicilio, tel particular, tel dom
landline: fijo, telefono fijo, tel fijo, linea fija, tfno fijo, tlf fijo
mobile chat: whatsapp
mobile: movil, celular, telefono movil, tel movil, cel, moviles, telefono celular, numero movil,
  numero celular, tfno movil, tlf movil, mvl, mvil, telf movil
fax: fax, telefax
pager: localizador, buscapersonas, pager, bip
email: email, e mail, mail, correo, correo electronico, direccion correo, direccion correo
  electronico, direccion email, correos, emails, cuenta correo, direccion e mail, direccion
  electronica, mails, email contacto
address home: domicilio, domicilio familiar, domicilio habitual, residencia habitual
address live: lugar residencia
address work: direccion social, domicilio social
address: direccion, direcciones, dir, senas, direccion postal, direccion principal
address full: direccion completa, domicilio completo
street: calle, via, calle numero, linea direccion, nombre calle, direccion calle, via
  publica,
  avenida
line: linea, lineas
street2: piso, puerta, escalera, portal, complemento, complemento direccion, piso puerta, bloque,
  resto direccion, direccion complementaria, direccion adicional, planta, departamento piso, numero
  interior
housenum: numero calle, numero exterior, numero portal
district: barrio, colonia, distrito, nom asen, nombre asentamiento, asentamiento, asentamiento
  humano
city: ciudad, poblacion, localidad, municipio, delegacion municipio, alcaldia municipio,
  alcaldia, nombre ciudad, ciudad poblacion, poblacion ciudad,
  ciudad localidad
region: provincia, provincia estado, comunidad autonoma, region, =estado provincia, estado
  provincia, comunidad, provincia region, estado region, departamento provincia, ccaa, nom ent,
  nombre entidad, entidad federativa
postcode: codigo postal, cp, cod postal, c p, codpostal, c postal, cpostal, zip, distrito postal
country: pais, pais region, pais residencia, nombre pais
pobox: apartado postal, apartado correos, apdo correos, apartado, casilla postal
home: particular, personal, casa, domiciliar, privado, hogar, domestico, privada, residencia
work: trabajo, empleo, oficina, profesional, laboral, despacho, corporativo
billing: facturacion, factura, fiscal, facturar
shipping: envio, entrega, envios, mercancia, env, entr
service: servicio, instalacion, obra, intervencion
mailing: correspondencia, predeterminada, defecto, contacto postal, habitual
other: otro, otra, otros, otras
primary: principal, primario, primaria, preferido, preferida, primero, primer, primera
second: secundario, secundaria, segundo, segunda
third: tercero, tercera, tercer
main phone: centralita, numero centralita
is: es
who id: numero historia, numero historia clinica, numero expediente
who: donante, voluntario, ficha, pac, cli, soc, cliente, contacto, paciente, persona, socio,
  miembro, usuario, clientes, suscriptor, abonado, alumno, asistente evento, cuenta, comprador,
  contactos, pacientes, interesado, participante, particular persona
label: tipo, clase
consent: si no, desea, quiere, acepta, aceptacion, consentimiento, autoriza, permite, suscrito,
  permiso, acepta recibir, desea recibir, recibir, autorizacion, acepto
marketing: publi, marketing, publicidad, promociones, comercial, comerciales, comunicaciones
  comerciales, ofertas, comunicaciones, publicitario
consent email: newsletter, boletin, email marketing, suscrito boletin, acepta emails, suscripcion
  newsletter, suscrito newsletter, boletin noticias, suscripcion boletin, marketing email, acepta
  email, optin, opt in, boletines, correo marketing, consentimiento email, marketing correo
  electronico, recibir newsletter, acepta newsletter, =enviar correo, =enviar correos, =enviar
  email, =enviar e mail, =enviar emails
consent sms: acepta sms, marketing sms, sms marketing, consentimiento sms, permite sms, recibir
  sms, enviar sms, publicidad sms
consent phone: acepta llamadas, permite llamadas
consent post: correo postal, acepta correo postal, catalogo por correo, catalogo por correo postal,
  folleto por correo
consent reminder: recordatorio, recordatorios, recordatorio citas, recordatorios cita, recibir
  recordatorios, recordatorio cita, enviar recordatorios
consent date: fecha consentimiento, fecha optin, fecha aceptacion, fecha opt in
consent partner: ofertas socios, ofertas partners, ofertas colaboradores, ofertas terceros, terceros
optout: no participacion
optout email: baja newsletter, cancelo suscripcion, desuscrito, dado baja, baja boletin, baja email
optout sms: baja sms
optout marketing: no enviar publicidad, no desea publicidad, sin publicidad, no publicidad
optout every email: no enviar email, no enviar emails, no email, no emails, no e mail, no enviar
  correos electronicos, sin correo electronico, sin correo, sin correos, sin email, sin emails, sin
  e mail, ningun correo, ningun email, ningun e mail
optout every sms: no enviar sms, no sms, sin sms, ningun sms
optout every phone: no llamar, no telefonear, sin llamadas, ninguna llamada
optout every post: no enviar correo postal, sin correo postal, ningun correo postal
blocked: bloqueado, lista negra, bloqueada, vetado, moroso bloqueado, bloquear, cliente bloqueado
sms: sms
meta: estado, status, situacion, cantidad, valido, verificado, verificacion, confirmado, ultimo,
  ultima, proximo, proxima, activo, activa, inactivo, archivado, eliminado, modificacion,
  actualizado, actualizacion, nivel, porcentaje, tasa, fin, inicio, hasta, vigencia, caducidad,
  duracion, metodo, medio, abiertos, clics, enviados, error,
  frecuencia, media, puntuacion, version, baja, fecha baja, motivo
junk home: =privado
junk: prioridad, confidencialidad, servidor directorio, fecha modificacion, ultima
  modificacion, tipo correo electronico, nombre pantalla correo electronico, disponibilidad
  internet, fecha actualizacion, ultima actualizacion, facturacion informacion
dial: prefijo, prefijo telefonico, prefijo telefono
dial country: prefijo pais, prefijo internacional, codigo internacional, codigo telefonico pais
dial region: codigo area, prefijo provincial, clave lada, lada
ext: extension, ext, anexo
alien: nss, nuss, patente, cedula, =ci, =cc, =cip, =run, numero cip, sanitaria
"""
