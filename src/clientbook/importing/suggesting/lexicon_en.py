"""English words of column titles; ``=`` marks an entry that must be the whole title."""

ENGLISH = """
full bare: =couple, =couple client, =client couple, =bride and groom
gender birth: sex assigned at birth, gender assigned at birth, sex registered at birth, birth sex
middle: other given name, other given names, other first names, other forenames
alt: alter, altern
postcode: postal number
job doubtful: =role
department doubtful: =division
full bare doubtful: =addressee, =recipient
who: addressee
alien: =place
by post: by post, by letter, by snail mail, by paper post
email letter address: mail address
optout left: unsub, unsubs, unsubbed, unsubscribed, unsubscribe
marketing: marketing, advertising, promotional, mktg, mkt, mktng, mrktg
full: =surname name, =name surname, full legal name, legal full name, complete legal name, full
  official name, full name, fullname, display name, displayname, complete name, first and last name,
  formatted name
full bare: =main contact, =main contact name, =primary contact, =primary contact name, =main contact
  person, =primary contact person, =key contact, =contact person, =person to contact, =who,
  =student, =pupil, =students, =pupils, =learner
note: host notes, host comments, notes host, comments host, staff notes, team notes, internal
  comments, internal remarks, internal note, notes from, note from, remarks from, comments from
company: company you work for, company where you work, firm you work for, where you work
alien: emerg, =your ref, =your reference, =our ref, =our reference, =ref by, ref from, ref source,
  creator, person contact, portal, key number, key no, key code
email: eml, =send email to, =send e mail to, =send mail to, email addy, e mail addy, mass email,
  mass emails, bulk email, bulk emails, bulk mail
who: memb, membr, px, acc, acct, pupil, learner
seat: registered office, head office, headquarters, seat
consent: would like, get, gets
note: =anything we need to be aware of, =anything to be aware of, =to be aware of, =be aware of,
  =watch out for, =important things
note: =things to know, =things to remember, =good to know, =need to know, =worth knowing, =to
  remember, =please remember, =what else, =other things to know, =don t forget, =do not forget,
  =anything to remember, =miscellaneous, =misc
mobile chat: whats app, whats, whatsapp
address home: home add
who id: membership number, membership no, membership num, membership nr, membership id, px number,
  px no, pt number, pt no, uhid, hospital number, hospital no, mrn, chart number, chart no, medical
  record number, file number, file no
note: =anything we should know, =anything else we should know
city live: =lives in, =living in
address live: =where they live, =where he lives, =where she lives, =where lives, =lives at, =where
  client lives, =place they live
who guest: payer, guest, guests, plus one
code: barcode, bar code, code
mobile: natel
street: add 1, st nm, st name, st address, street, street address, streetaddress, thoroughfare,
  road, street name, address street, route, address line, addressline
street2: add 2, add 3, house name, property name, building name
fill: where, general, misc, miscellaneous, various, best, staff only, internal only, office only,
  admin only, at all
email kin: family email, family e mail, family emails
phone kin: family phone, family telephone, family tel
mobile kin: family mobile, family cell
home address: household address, family address, usual residence, usual address, main residence,
  principal residence, permanent residence
address live: place of residence, usual place of residence
email: e mails, email add, emailadd
service address: pick up address, pickup address, collection address
family used: married name, married surname, married last name, name after marriage, surname used,
  surname in use, current surname, current last name
consent partner: partner offers, partners offers, partner offer, partner deals, partner promotions,
  partner marketing, offers from partners, offers partners, third party offers,
  third party marketing, offers from third parties, partner opt in,
  partners opt in, partner consent, partners consent
alt phone: alt contact no, alt contact number, alternative contact no, alternative contact number,
  alternate contact no, alternate contact number
holder: tenant, tenants, renter, lessee, lodger, vehicle owner, car owner, registered keeper
billing: invoices, e invoice, e invoices, e invoicing, electronic invoices, inv, billing, bill,
  invoice, invoicing, billed to
meta: letter greeting, letter salutation, letter opening, salutation line, greeting line,
  greeting, opening line, salutation text, greeting text, mail merge salutation, dear line, dear,
  formal salutation, formal greeting, informal salutation, informal greeting, email greeting, email
  salutation, closing line, complimentary close
postcode: p code, pcode, post cde, pst code, postcd, eircode, eir code, zip 5, zip code 5
housenum2: house number suffix, house number addition, house suffix, street number suffix
streettype: street type
country: country id, cntry, ctry, country, country region, nation, country name, country of
  residence, country iso
shipping guest: recipient, recipients
surname2: second last name, second surname, second family name, maternal surname,
  maternal last name, mother surname
nickname: pseudonym, stage name, nickname, nick name, nick, known as, preferred name, goes by, aka,
  alias name, preferred to be called
newsletter: news letter, news letters
consent marketing: mailshot, mailshots, mail shot, mail shots, mailout, mailouts, accepts marketing,
  marketing consent, marketing opt in, buyer accepts marketing, marketing allowed, marketing
  permission, opt in, optin
consent email: e news, enews, e newsletter, enewsletter, e bulletin, ebulletin, e zine, ezine, e
  letter, e newsletters, =send email, =send e mail, =send emails, =send e mails
optout all: never contact, never be contacted, do not disturb, do not approach, contact refused,
  refuses contact, refuse contact, refused contact, contact forbidden, contact not allowed, does
  not want be contacted, does not wish be contacted, no further contact
optout marketing: withdrew consent, consent withdrawn, withdrawn consent, consent withdrawal,
  withdrawal consent, consent revoked, revoked consent, consent revocation, consent refused,
  consent denied, consent declined, refused consent, declined consent, no consent, refuses
  marketing, refused marketing, declined marketing, declines marketing, marketing refused,
  marketing declined, marketing denied, marketing suppressed, objects marketing, objection
  marketing, marketing objection, objects direct marketing, never market, no solicitation, no
  solicitations, no prospecting, robinson list, robinsonlist, no marketing consent, marketing
  consent withdrawn, do not advertise
optout email: email suppressed, suppressed email, email blacklisted, email blocklisted, blocklisted,
  blacklisted email, no newsletter, no newsletters
optout sms: sms suppressed, suppressed sms, sms blacklisted, sms blocklisted, sms opt out, text opt
  out, no sms marketing, no text marketing
optout phone: telephone preference service, corporate telephone preference service, phone opt out,
  call opt out, opt out calls, opted out calls
optout post: mailing preference service, mail preference service, post opt out, postal opt out, no
  direct mail
optout all post: do not contact by mail, do not contact by post
optout all: do not contact, dnc, no contact, do not market, do not solicit, opted out of all,
  unsubscribed from all, opted out of everything, unsubscribed from everything, donotcontact
optout date left: unsub time, unsubscribe time, unsubscribe date, unsubscribed at, unsubscribed
  on, unsubscription date
optout date: opt out date, opt out time, optout time, optout date, opted out on, opted out at,
  date opted out, consent withdrawn on, consent withdrawn at, consent withdrawn date, consent
  withdrawal date, consent revoked on, consent revoked at, withdrew consent on
consent status email: email subscription status, email marketing status, subscription status,
  subscriber status, email opt in status,
  email subscriber status, email
  marketing subscription status, email consent status, opt in status
consent status sms: sms subscription status, sms marketing status, sms subscriber status, sms opt
  in status, text subscription status, sms consent status
phone other: other number, other no
phone: daytime telephone, day telephone, daytime contact number, daytime contact, daytime contact
  telephone, evening telephone number
phone: best number to call, best no to call, number to call, no to call, best phone to call, number
  to reach, best number to reach, number to ring, best number, best contact number, best phone, best
  contact
mobile: wireless, wireless phone, wireless number, i phone, mobile, cell, cellphone, mob, cellular,
  mobile phone, cell phone, mobile number, mobilephone, handphone, smartphone, mobile no, cell
  number, sms number, sms phone, text number, mobiles, iphone
mailing place: location
mailing: mailing, correspondence, default, physical, current, permanent, legal
postcode: pc, postcode, post code, zip, zip code, zipcode, postal code, postalcode, zip postal
  code, postal zip code, zip postal, zip postcode, postal zip, pin code, pincode, postcode zip, zip
  code postal code, postcode zip code, postal post code
alien: reservation, reservations, stay, arrival, departure, check in, checkin, additional contact,
  alt contact, alternate contact, alternative contact, secondary contact person,
  first seen, do not service, hometown, home town, assistant, manager, spouse, husband, wife,
  partner, emergency, emergency contact, next of kin,
  children, kids, referrer, referral, referred, referring, insurance, insurer,
  insured, physician, doctor, gp, dentist, practitioner, provider, therapist, stylist, staff, sales
  rep, rep, salesperson, salesman, agent, employee, technician, mechanic, advisor, vendor,
  supplier, landlord, bank, school, product, item, plan, membership, package, invoice
  number, order, appointment, booking, visit, ticket, payment, card, credit, deposit, balance,
  price, amount, total, event, campaign, project, deal, opportunity, contract, policy, job number,
  store, shop, branch, salon, warehouse, team, room, subscription plan, parent customer, secondary
  contact, primary contact, carer, caregiver, allergy, allergies, medical, medication, health,
  relative, relation, relationship, related, family member, responsible, billing contact,
  beneficiary, dependent, dependant, sibling, brother, sister, household, head of household, host,
  coach, trainer, instructor, broker, attorney, lawyer, accountant, recruiter, reporter,
  supervisor, reports, created by, added by, modified by, updated by, booked by, lead source,
  playlist, course, class, domain, hobby, location name, username, user name, login, password,
  twitter, facebook, linkedin, instagram, skype, twitter id, social, chat, im, messenger, icq, aim,
  msn, tiktok, youtube, telegram, snapchat, xing, jabber, yahoo, google plus, government, tax, vat,
  gst, ssn, social security, national, passport, license, licence, driver, nationality,
  citizenship, ethnicity, race, religion, birthplace, place of birth, mother maiden, former,
  previous, old, phonetic, pronunciation, kana, furigana, yomi, romaji, anniversary, anniv, wedding,
  marriage, married, marital, death, deceased, graduation, industry, sector, sic, naics, currency,
  time zone, timezone, latitude, longitude, lat, lng, long, geo, coordinates, ip, photo, picture,
  image, avatar, signature, bank account, iban, swift, bic, account owner, account manager, company
  type, company size, terms, discount, loyalty, points, reward, rewards, gift, voucher, coupon,
  stamp, tip, revenue, sales, spend, spent, spending, purchase, purchases, purchased, lifetime,
  average, cancelled, cancellations, no show, no shows, noshow, late, rating, score, stage,
  pipeline, source, medium, channel, campaign name, lead status, hear about us, how did you, hear,
  found us, question, answer, custom, reason, height, weight, size, hair, skin, colour, color, age,
  age group, birthplace city, preferred staff, favourite, favorite, delivery instructions,
  instructions, directions, alert, warning, answering, callback, isdn, telex, tty,
  tdd, tty tdd, radio, mileage, rank, grade, attn, attention, care of, =c o
animal: pet, dog, cat, animal, species, breed, horse, puppy, microchip
vehicle: vehicle, car, truck, boat, vin, license plate, licence plate, first registration, first
  registered, date first registered
owner: owner, owners, pet owner, keeper
phone home: hphone
phone work: wphone
phone mobile: cphone, mphone
birth date: bdate, =d o b, birthday, birthdate, date of birth, dob, birth date, bday, b day, born
  on, birthday date, birthdate date
region: =st, state, province, state province, province state, county, region, state region,
  territory, prov, state province region, state code, province code, region code, county state,
  state county, region state, administrative area, state province code, state territory, us state,
  state province county, stateprovince, city region
postal: postal
occupation: occupation, profession
by: by, via
tags: group, tags, tag, labels, categories, category, groups, group membership, keywords, smart
  tags, segments, segment, contact groups, client groups, customer group, customer groups, client
  tags, customer tags, contact tags, tag list, customer segment, mailing lists, email lists, lists,
  group name, client category, customer category
fill: about, gdpr, send, sending, external, alpha, iso, iso code, us, eu, of, the, a, an, for, in,
  to, s, my, please, enter, details, detail, info, information, full, optional, required,
  formatted, e g, example, if, any, or, optional field, mandatory, cell phone ext
country code: country region code, countrycode
mobile sms: =sms
created: create, created, added, registered, joined, signed up, sign up, signup, registration,
  creation, joining, customer since, client since, member since, patient since, join, enrolled,
  since, date entered, subscribed on, subscribed at, subscription, record created, date opened,
  entry, enrollment, account created, account creation, record creation
created date: createdate, create date
phone: phone numbers, contact numbers, phone calls, calls, phone, telephone, tel, ph, phones,
  telefone, contact number, contact no, phone number, phonenumber, telephone number, tel number, tel
  no, phone no, call number, telephones, voice number, voice phone, voice line, dial number, phone
  num, ph no, evening phone, day phone, daytime phone, daytime tel, day tel, daytime number
home phone: home number, home no, home phone, evening, night phone, house phone
work phone: work number, office number, work no, office no, direct phone, direct line, direct dial,
  direct number, ddi, ddi number
mailing address line: po addressline
shipping address line: sa addressline
mailing address: po address, postal address
mailing city: po city
mailing region: po region
mailing postcode: po postal code, po postalcode
mailing country: po country
shipping address: sa address
shipping city: sa city
shipping region: sa region
shipping postcode: sa postal code, sa postalcode
shipping country: sa country
is: is
who: invitee, donor, resident, registrant, constituent, applicant, passenger, traveller, traveler,
  volunteer, pat, record, client, customer, contact, person, patient, member, user, subscriber,
  attendee, lead, consumer, buyer, people, profile, account, cust, individual, participant,
  student, shopper, visitor, your, their, their own, contacts, clients, customers
optout every: do not, never, do not send, never send, do not use, do not want,
  does not want, do not wish, do not wish to receive, does not wish to receive,
  does not want to receive
company: related company, company, organization, organisation, org, employer, firm, company
  organization, account name, business name, corporation, organization name, organisation name,
  trading name, legal entity name, company business name, companyname, institution
given: first name, firstname, fname, f name, given name, givenname, given, forename, christian name,
  legal first name, frst nm, fst nm, f nm, first nm
nickname given: preferred first name, preferred forename, preferred given name
middle: middle name, middlename, mname, middle, middle initial, additional name, =m i, =mi, mi,
  second name, middle names, additional names, mid nm, mid name, mid
maiden: maiden name, maiden, birth name, birth surname, surname at birth, name at birth, nee,
  maiden surname, maiden last name, birth last name
particle: surname prefix, last name prefix, family name prefix, name particle, surname particle,
  family name particle, particle
family: last name, lastname, lname, surname, sur name, family name, familyname, family, lst name,
  lst nm, surnm
full bare contact: =contact
contact: =contact details, =contact detail, =contact info, =contact information, =contact data,
  =contacts, =contact via, =reach at, =how to reach you, =how to contact you, =best way to contact
  you, =best contact
full bare: =customer, =client, =patient, =guest, =attendee, =pet owner, =client s
name: name, names
first: first
last: last
prefix: salutation, name prefix, honorific, honorific prefix, prefix, courtesy title, mr mrs, mr ms,
  mr mrs ms, name title, title prefix, personal title, mr ms miss, greeting title, pfx, nm pfx, name
  pfx
title: academic title, academic degree, title
suffix: post nominals, post nominal, postnominals, post nominal letters, letters after name, sfx, nm
  sfx, name sfx, suffix, name suffix, honorific suffix, generational suffix, generation suffix
initials: initials
department: department, dept, division, departement
job: job title, jobtitle, job position, position, job role, designation, role title, professional
  title, work title, job, role in company
gender: gender, sex
language: language, preferred language, locale, preferred locale, lang, language code, language
  preference, spoken language
note: notes, note, comments, comment, remarks, remark, memo, customer note, internal notes, private
  notes, description, additional information, additional info, biography, additional notes, general
  notes, contact notes
website: website, web site, web page, webpage, url, homepage, home page, www, web, web address,
  website url, company website, site url, blog, web url
birth: birth, born
birth year: year of birth, birthyear, birth year, birth yr
birth month: month of birth, birthmonth
birth day: day of birth, birth day
day: day
month: month
year: year
date: date, time, datetime, timestamp, on, at
id: id, uid, guid, uuid, identifier, external id, reference, ref, key, idnumber, external code,
  external reference
num: number, no, nr, num, nbr
landline: landline, land line, fixed line, fixed phone
fax: fax, facsimile, fax number, telefax, faxes
pager: pager, beeper
email letter: mail
email: email, e mail, emails, email address, e mail address, emailaddress,
  internet address, email id, e mail id, electronic mail
address: address, addresses, addr, location address
line: line, lines
street2: apartment, apt, suite, flat, unit, building, floor, address extra, extended address, apt
  suite, apartment suite, apartment suite unit, address continued, apt suite number, street address
  line 2, address complement, apartment unit
housenum: house number, street number, house no, street no, house num, building number, house, house
  name no, house name number, house no name, house number name, name or number of house, st nbr, st
  num, st no, street nbr
housenum: flat house number, flat house no, house flat number, house flat no
city main: post town, posttown
district: district, locality, suburb, neighborhood, neighbourhood, borough, locality area, sub
  locality
city: city, town, town city, city town, municipality, suburb city, city suburb, suburb
  town, village, city locality, suburb city town
pobox: po box, p o box, post office box, pobox, postal box
home: home, personal, private, residential, residence, res
work: work, business, office, corporate, bus, professional, biz, workplace
shipping: shipping, ship, delivery, deliver to, shipment, dlv, dlvr, deliv
service: service, property, site, job site, service location, premises, jobsite, service site, job
  address, job location, jobsite address, worksite, work site, installation address, install
  address, install
address full: full address, formatted address, complete address, address formatted, whole address,
  address full, single line address
other: other
primary: primary, preferred, principal
second: secondary, second
third: third, tertiary
alt: alternate, alternative, alt, additional, another, backup, extra
main: main
and: and
value: value
label: type, kind, label, category type
consent: yes no, y n, ok, okay, wishes, wanted, accepts, accept, opted in, consent, consented,
  subscribed, agree, agreed, agrees, permission, allow, allows, wants, receive, receives, receives
  marketing, opts in, allowed, permitted, opt into, would like to receive, can contact
consent email: =subscribed, marketing preferences email, marketing preference email, communication
  preferences email, contact preferences email
consent email: email opt in, email permission, accepts email, email subscribed,
  email consent, email marketing, emailmarketing, accepts email marketing, subscribe to newsletter,
  newsletter subscription, email subscription, newsletter, is subscribed, email marketing consent,
  can email, allow email, marketing emails, subscribed to emails, mailing list, receive newsletter,
  promotional emails, marketing email
consent sms: promotional texts, sms opt in, sms consent, accepts sms, sms marketing, accepts sms
  marketing, text consent, text marketing, sms subscribed, text opt in, can text, receives texts,
  receive texts, receive sms, allow sms, sms marketing consent, text message opt in, sms
  subscription, marketing sms, text message marketing, marketing texts, marketing preferences sms,
  marketing preference sms, marketing preferences text, communication preferences sms, contact
  preferences sms
consent phone: phone opt in, phone consent, can call, phone marketing, marketing preferences phone,
  marketing preference phone, communication preferences phone
consent post: contact by post, contact by letter, mail opt in, postal consent, direct mail, post opt
  in, direct mail opt in, postal marketing, marketing preferences post, marketing preference post,
  marketing preferences mail, communication preferences post, brochure by post, catalogue by post,
  brochures by post
consent reminder: reminders, reminder, send reminders, appointment reminders, appointment
  reminder, receives reminders, booking reminders, receive reminders, recall reminders
consent followup: follow ups, receives follow ups, follow up emails, followups, receives follow up
consent date: consent date, opt in date, opt in time, optin time, optin date, date of consent,
  consent timestamp, consent given on, email opt in date, consented on, consented at, email consent
  date, date opted in, date consented
optout marketing: opt out, optout, opted out, no marketing, no advertising, no adverts, no ads, no
  promotional, no promotions, no offers, no promo, no promos
optout email: email opt out, has opted out of email, email optout, opted out of email,
  unsubscribed from emails, marketing opt out, no email marketing, no e mail marketing
optout reminder: no reminders, no reminder, no recalls
optout every email: do not email, no email, unsubscribed from all email, do not mail email, no
  emails, do not send email, no e mail, no e mails
optout every sms: do not text, no sms, do not sms, no text, no texts, no text messages, never text
optout every phone: do not call, do not phone, no calls, no phone calls, never call, never phone
optout every post: do not mail, do not send mail, no mail, no post, no postal mail, no letters
blocked: blocked, blacklisted, banned, is blocked, block, blacklist, is banned, do not book,
  barred, online booking blocked, blocked from booking
sms: sms, text, texts, text message, text messages
meta: status, count, valid, verified, verification, validated, validation, confirmed, bounced,
  bounce, next, updated, modified, changed, edited, deleted, days, last visit, last seen, last
  activity, last contacted, last contact, quantity, qty, percent, percentage, rate, level, format,
  method, preference, format type, flag, hash, history, active, inactive, archived, enabled,
  disabled, has, invalid, expiry, expires, expiration, end, start, from, until, due, open, opens,
  click, clicks, sent, opened, clicked, delivered, delivery status, error, country calling,
  calling, dialing, dial, area, frequency, update, quality,
  lookup, carrier, network, timeframe, deliverability, domain name, length
junk home: =private
junk: sensitivity, priority, directory server, internet free busy, free busy, photo url,
  image url, avatar url, etag, revision, last modified, last updated, updated at, date modified,
  date updated, modified at, last changed, last change, updated on, modified on, email type, email
  display name, email 2 type, version, row, row number, leid, euid, checksum, deleted at, sort
  order, sort key, screen name, display order, file as, record type, user agent, session
dial: phone prefix, telephone prefix, mobile prefix, phone code, telephone code, prefix code,
  std code
dial country: calling code, country calling code, dial code, country dial code, dialing code,
  dialling code, country dialing code, country dialling code, international dialing code, intl
  code,  intl prefix, international prefix, international code, country prefix, isd code
dial region: area code
ext: extension, ext, extn, phone extension, phone ext
alien: nhs, medicare, medicaid, =sin, nino, ohip, =phn, ihi, abn, ein, itin, pps, ppsn, nric, hkid,
  cnic, aadhaar, emirates id, mykad
"""
