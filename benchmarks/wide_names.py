"""Names of six countries for lists of many names; no rule was made with them in sight.

Given names of women, of men, family names; what is frequent stands first.
"""

WIDE_NAMES = {
    "IT": (
        "Maria Anna Giuseppina Rosa Angela Giovanna Teresa Lucia Carmela Caterina Francesca "
        "Antonella Paola Laura Elena Silvia Sara Chiara Giulia Federica Alessandra Valentina "
        "Roberta Cristina Simona Barbara Daniela Patrizia Monica Stefania Ilaria Martina Elisa "
        "Serena Arianna Giorgia Beatrice Ludovica Noemi Gaia Aurora Ginevra Michela Raffaella "
        "Ornella Loredana Mirella Ivana",
        "Giuseppe Antonio Giovanni Francesco Mario Luigi Salvatore Vincenzo Domenico Angelo "
        "Roberto Andrea Marco Stefano Alessandro Luca Paolo Davide Fabio Massimo Claudio Enrico "
        "Giorgio Sergio Franco Maurizio Riccardo Matteo Lorenzo Simone Federico Gabriele "
        "Daniele Emanuele Nicola Filippo Pietro Tommaso Edoardo Leonardo Mattia Diego Gianluca "
        "Renato Bruno Dario Ettore Aldo",
        "Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino Greco Bruno Gallo "
        "Conti Costa Giordano Mancini Rizzo Lombardi Moretti Barbieri Fontana Santoro Mariani "
        "Rinaldi Caruso Ferrara Galli Martini Leone Longo Gentile Martinelli Vitale Lombardo "
        "Serra Coppola Marchetti Parisi Villa Conte Ferraro Ferri Fabbri Bianco Marini Grasso "
        "Valentini Messina Sala Gatti Pellegrini Palumbo Sanna Farina Rizzi Monti Cattaneo "
        "Morelli Amato Silvestri Mazza Testa Grassi Pellegrino",
    ),
    "BR": (
        "Maria Ana Francisca Antônia Adriana Juliana Márcia Fernanda Patrícia Aline Sandra "
        "Camila Amanda Bruna Jéssica Letícia Júlia Luciana Vanessa Mariana Gabriela Vera "
        "Vitória Larissa Cláudia Beatriz Rita Luana Sônia Renata Eliane Josefa Simone Natália "
        "Cristiane Carla Débora Rosângela Jaqueline Rosa Daniela Aparecida Marlene Terezinha "
        "Raimunda Andréia Fabiana Lúcia",
        "José João Antônio Francisco Carlos Paulo Pedro Lucas Luiz Marcos Luís Gabriel Rafael "
        "Daniel Marcelo Bruno Eduardo Felipe Raimundo Rodrigo Manoel Mateus André Fernando "
        "Fábio Leonardo Gustavo Guilherme Leandro Tiago Anderson Ricardo Márcio Jorge Sebastião "
        "Alexandre Roberto Edson Diego Vítor Sérgio Cláudio Matheus Thiago Geraldo Adriano "
        "Luciano Júlio Renato Alex",
        "Silva Santos Oliveira Souza Rodrigues Ferreira Alves Pereira Lima Gomes Costa Ribeiro "
        "Martins Carvalho Almeida Lopes Soares Fernandes Vieira Barbosa Rocha Dias Nascimento "
        "Andrade Moreira Nunes Marques Machado Mendes Freitas Cardoso Ramos Gonçalves Santana "
        "Teixeira Araújo Cavalcante Moura Campos Batista Monteiro Reis Duarte Borges Pinto Melo "
        "Cunha Correia Farias Azevedo Castro Barros Peixoto Siqueira Medeiros Guimarães Aguiar "
        "Xavier Tavares Coelho Macedo Brito Neves Pires",
    ),
    "SE": (
        "Anna Eva Maria Karin Kristina Lena Kerstin Sara Emma Ingrid Marie Malin Jenny Hanna "
        "Birgitta Gunilla Inger Ulla Annika Linda Ann Elin Monica Susanne Johanna Sofia Julia "
        "Elisabeth Helena Linnea Caroline Anette Camilla Barbro Siv Ida Amanda Anita Carina "
        "Katarina Frida Ellen Moa Therese Alva Wilma Agneta Maj",
        "Lars Mikael Anders Johan Erik Per Karl Peter Jan Thomas Daniel Fredrik Hans Andreas "
        "Stefan Mats Marcus Bengt Mattias Magnus Bo Jonas Niklas Oskar Alexander Leif Björn "
        "Henrik Nils Ulf Patrik Viktor Emil Sven Simon Anton Christer Filip William Joakim "
        "Tommy Kjell Rolf Håkan Göran Roger Gustav Axel Rickard Elias",
        "Andersson Johansson Karlsson Nilsson Eriksson Larsson Olsson Persson Svensson "
        "Gustafsson Pettersson Jonsson Jansson Hansson Bengtsson Jönsson Lindberg Jakobsson "
        "Magnusson Lindström Olofsson Lindqvist Lindgren Berg Axelsson Bergström Lundberg Lind "
        "Lundgren Lundqvist Mattsson Berglund Fredriksson Sandberg Henriksson Forsberg Sjöberg "
        "Wallin Engström Eklund Danielsson Håkansson Lundin Gunnarsson Björk Bergman Holm "
        "Samuelsson Fransson Wikström Isaksson Arvidsson Nyström Holmberg Löfgren Söderberg "
        "Nyberg Blomqvist Claesson Mårtensson Nordström Lundström",
    ),
    "TR": (
        "Fatma Ayşe Emine Hatice Zeynep Elif Meryem Şerife Zehra Sultan Hanife Merve Havva Esra "
        "Özlem Yasemin Hülya Büşra Melek Hacer Songül Leyla Sevgi Gülsüm Aysel Hilal Derya "
        "Filiz Tuğba Ebru Sibel Nuray Sevim Gamze Seda Kübra Rabia Dilek Yıldız Pınar Aslı İrem "
        "Ceren Selin Nermin Aynur",
        "Mehmet Mustafa Ahmet Ali Hüseyin Hasan İbrahim İsmail Osman Yusuf Murat Ömer Ramazan "
        "Halil Süleyman Abdullah Mahmut Recep Salih Fatih Kadir Emre Hakan Adem Kemal Yaşar "
        "Bekir Musa Metin Serkan Orhan Burak Furkan Gökhan Uğur Yunus Bayram Sinan Cemal Erdal "
        "Volkan Engin Onur Cem Tolga Levent Selim Erkan",
        "Yılmaz Kaya Demir Çelik Şahin Yıldız Yıldırım Öztürk Aydın Özdemir Arslan Doğan Kılıç "
        "Aslan Çetin Kara Koç Kurt Özkan Şimşek Polat Korkmaz Çakır Erdoğan Özcan Acar Güneş "
        "Aktaş Yavuz Can Bulut Güler Keskin Turan Ateş Yüksel Avcı Coşkun Sarı Taş Işık Tekin "
        "Özer Bozkurt Uçar Turgut Tunç Karaca Durmaz Aksoy Duman Şen Sönmez Ünal Bilgin "
        "Karakaya Gündüz Kaplan Uysal Balcı Soylu",
    ),
    "IE": (
        "Mary Margaret Catherine Bridget Anne Kathleen Patricia Elizabeth Eileen Aoife Siobhán "
        "Niamh Ciara Sinéad Gráinne Orla Aisling Deirdre Róisín Maeve Fiona Clodagh Emer "
        "Saoirse Caoimhe Bernadette Noreen Maureen Philomena Geraldine Breda Josephine Una "
        "Sheila Nuala Attracta Dervla Michelle Caroline Elaine Jacinta Lorraine Yvonne Rita "
        "Nora Teresa Hannah Ailbhe",
        "John Patrick Michael James Thomas Seán Declan Brendan Kieran Cormac Conor Eoin Liam "
        "Pádraig Ciarán Fergus Niall Donal Diarmuid Colm Gerard Francis Martin Noel Dermot "
        "Aidan Eamon Shane Barry Cathal Oisín Darragh Cillian Fionn Rory Kevin Brian Denis "
        "Joseph Jeremiah Cornelius Timothy Maurice Edmund Raymond Desmond Philip Ronan",
        "Murphy Kelly Byrne Ryan O'Brien Walsh O'Sullivan O'Connor Doyle McCarthy Gallagher "
        "O'Neill Doherty Kennedy Lynch Murray Quinn Moore McLoughlin Carroll Connolly Daly "
        "Nolan Dunne Brennan Burke Collins Campbell Clarke Hughes Farrell Fitzgerald Brown "
        "Martin Maguire Nolan Flynn Callaghan Duffy Mahony Boyle Healy Shea White Sweeney Hayes "
        "Kavanagh Power McGrath Moran Brady Stewart Casey Foley Fitzpatrick Leary McDonnell "
        "MacMahon Donnelly Regan Donovan Burns Flanagan",
    ),
    "HU": (
        "Mária Erzsébet Katalin Ilona Éva Anna Zsuzsanna Margit Judit Ágnes Julianna Andrea "
        "Ildikó Erika Krisztina Irén Magdolna Eszter Edit Mónika Gabriella Szilvia Anita Anikó "
        "Viktória Márta Rozália Tímea Ibolya Klára Tünde Dóra Zsófia Gizella Veronika Teréz "
        "Nikolett Melinda Réka Beáta Henrietta Adrienn Rita Barbara Boglárka Piroska Emese "
        "Hajnalka",
        "László István József János Zoltán Sándor Gábor Ferenc Attila Péter Tamás Zsolt Tibor "
        "András Csaba Imre Lajos György Balázs Gyula Mihály Károly Róbert Béla Dávid Dániel "
        "Ádám Krisztián Miklós Norbert Bence Máté Pál Szabolcs Roland Gergő Antal Bálint "
        "Richárd Márk Levente Gergely Ákos Viktor Árpád Géza Márton Kálmán",
        "Nagy Kovács Tóth Szabó Horváth Varga Kiss Molnár Németh Farkas Balogh Papp Lakatos "
        "Takács Juhász Oláh Mészáros Simon Rácz Fekete Szilágyi Török Fehér Balázs Gál Szűcs "
        "Orsós Kocsis Fodor Pintér Szalai Sipos Magyar Lukács Gulyás Biró Király Katona László "
        "Jakab Bogdán Balog Sándor Boros Fazekas Kelemen Antal Somogyi Váradi Fülöp Orosz "
        "Vincze Veres Hegedűs Deák Budai Pap Bálint Pál Illés Szőke Vörös Bognár Lengyel Bodnár "
        "Szűts Halász Hajdu Máté Kozma Gáspár Pásztor",
    ),
}
WIDE_STEMS = (
    "Alb Bar Cal Dor Els Fal Gor Holm Ist Jar Kar Lin Mor Nord Ost Pal Quin Rav Sol Tor Ulm "
    "Vir Wes Zol Bren Cor Dun Ek Fior Gal Hal Kil Lund Mont Nyl Or Pet Ros Sjö Ter Val Car",
    "aldi ani ato berg borg carra dal dini eira elli ano gren heim holm igo inho kay kova lan "
    "lind lı man mar moğlu nagy netti oğlu one ório qvist rano rey rossi san seth ström tini "
    "vári vik yan",
)
